package draw

import ("testing";"os";"fmt";"posmedic/flows";"posmedic/flows/data";"posmedic/catalog")

func TestDump(t *testing.T) {
	book := flows.NewBook(&data.Knowledge)
	os.MkdirAll("/tmp/w/scratch/out", 0o755)
	count := map[string]int{}
	for _, f := range data.Knowledge.Flows {
		for n, u := range map[string]func(string) bool{"f":Folded, "u":Unfolded} {
			for _, lang := range []catalog.Lang{catalog.Chinese, catalog.English} {
			d, err := Of(book, f.ID, u)
			if err != nil { t.Fatal(err) }
			if d.Title.IsZero() { d.Title = catalog.Text{Zh: f.ID, En: f.ID} }
			w, _ := os.Create("/tmp/w/scratch/out/"+f.ID+"-"+n+"-"+string(lang)+".svg")
			d.SVG(w, lang); w.Close()
			l := d.onPaper(lang)
			count[fmt.Sprint(n, lang, " pages ", l.pages, " size ", l.size)]++
			if l.pages > 1 { fmt.Println(f.ID, n, lang, l.pages) }
			}
		}
	}
	for k, n := range count { fmt.Println(k, n) }
}
