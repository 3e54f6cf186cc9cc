package cases
import ("testing";"os";"fmt";"time")
func TestZZProbe(t *testing.T){
 f:=os.Getenv("PROBE"); if f=="" {return}
 t0:=time.Now(); s,err:=Open(f); t1:=time.Now(); if err!=nil {t.Fatal(err)}; l,err:=s.List(); t2:=time.Now(); fmt.Println(len(l),err,t1.Sub(t0),t2.Sub(t1))
 t0=time.Now(); s2,_:=Open(f); s2.List(); fmt.Println("second", time.Since(t0)); s2.Close()
 t0=time.Now(); s.Close(); fmt.Println("close",time.Since(t0))
}
func TestZZFill(t *testing.T){
 f:=os.Getenv("FILL"); if f=="" {return}
 testing.Benchmark(func(b *testing.B){ os.RemoveAll(f); fillBench(b,f,1000)})
}
