package cases

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"posmedic/catalog"
	catalogdata "posmedic/catalog/data"
	"posmedic/flows"
	flowdata "posmedic/flows/data"
	"posmedic/flows/fault"
)

// TestKilledWalks kills a child that records walks as agents do, at any moment, again and again: what it
// acknowledged is there just as it acknowledged it, everything can be read, and every case can be gone on with.
func TestKilledWalks(t *testing.T) {
	const roundsOfFolder = 25 // all of a folder is read after each of them
	random := seededRandom(t)
	var folder string
	var acknowledged map[string]walkAck
	begun := 0
	for round := range killRounds(t, 15) {
		if round%roundsOfFolder == 0 {
			folder, acknowledged, begun = t.TempDir(), map[string]walkAck{}, begun+len(acknowledged)
		}
		child := startChild(t, "walk", folder, random.IntN(1<<30))
		child.tell(t, "go")
		child.killWalk(t, random.IntN(40), time.Duration(random.IntN(4_000))*time.Microsecond, acknowledged)
		checkWalks(t, folder, acknowledged)
	}
	t.Logf("%d cases were begun", begun+len(acknowledged))
}

// walkAck is what a child acknowledged last of a case: its number of events, and what they amount to.
type walkAck struct {
	seq    int
	digest string
}

// playWalks records walks through flows that are drawn by chance, with everything that an agent can do on the way.
func playWalks(folder string, seed int) error {
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(uint64(seed), 0))
	store, err := Open(folder)
	if err != nil {
		return err
	}
	recorder := newRecorder(store)
	known := catalog.Catalog{Tables: catalogdata.Tables}
	entries := known.Entries()
	for {
		if err := recorder.walk(entries[random.IntN(len(entries))], random); err != nil {
			return err
		}
	}
}

// playOneWalk records the same walk each time, for tests that count what it does.
func playOneWalk(folder string, _ int) error {
	runtime.LockOSThread() // so that its system calls can be counted
	store, err := Open(folder)
	if err != nil {
		return err
	}
	known := catalog.Catalog{Tables: catalogdata.Tables}
	if err := newRecorder(store).walk(known.Find("E102")[0], rand.New(rand.NewPCG(1, 0))); err != nil {
		return err
	}
	return store.Close()
}

// recorder does what an agent does, and acknowledges each change once the journal has it.
type recorder struct {
	*Journal
	book *flows.Book
	now  time.Time
	c    Case
}

func newRecorder(store *Store) *recorder {
	book := flows.NewBook(&flowdata.Knowledge)
	return &recorder{Journal: NewJournal(store, book), book: book, now: storeTime}
}

// done takes over a change and acknowledges it.
func (r *recorder) done(c Case, err error) error {
	if err != nil {
		return err
	}
	r.c, r.now = c, r.now.Add(time.Second)
	fmt.Println(ack + c.ID + " " + digest(c) + " " + fmt.Sprint(c.Seq))
	return nil
}

// walk records a case from its beginning to its end.
func (r *recorder) walk(entry catalog.Entry, random *rand.Rand) error {
	if err := r.done(r.Begin(entry, r.now)); err != nil {
		return err
	}
	for {
		state, err := r.book.Resolve(r.c.Walk)
		if err != nil {
			return err
		}
		if state.Outcome != nil {
			return r.end(state)
		}
		if err := r.step(state, random); err != nil {
			return err
		}
	}
}

// step answers a step, and now and then does something else before.
func (r *recorder) step(state flows.State, random *rand.Rand) error {
	var err error
	switch random.IntN(8) {
	case 0:
		err = r.done(r.Note(r.c, "打印机缺纸", r.now))
	case 1:
		err = r.done(r.NameEvidence(r.c, "screen.jpg", "", r.now))
	case 2:
		tid, _ := fault.Parse(fault.TID, fmt.Sprint(10_000_000+random.IntN(1_000)), r.now)
		err = r.done(r.SetField(r.c, fault.TID, tid, r.now))
	case 3:
		err = r.done(r.StartWaiting(r.c, Wait{Key: state.Current.Key, For: flows.Agent, Until: r.now.Add(time.Hour)}, r.now))
	}
	if err != nil {
		return err
	}
	allowed := state.Current.Node.Allowed()
	answer := flows.Answer{Key: state.Current.Key, Value: allowed[random.IntN(len(allowed))], How: flows.Seen, Shown: state.Current.Node.Text}
	return r.done(r.Answer(r.c, answer, r.now))
}

// end closes a case as the wizard does.
func (r *recorder) end(state flows.State) error {
	if NeedsCure(state) {
		if err := r.done(r.TestCure(r.c, flows.Answer{Key: state.Outcome.Key, Value: flows.Yes, How: flows.Seen}, r.now)); err != nil {
			return err
		}
	} else if err := r.done(r.Escalate(r.c, state.Outcome.Node.Text, r.now.Add(time.Hour), r.now)); err != nil {
		return err
	}
	return r.done(r.Close(r.c, r.now))
}

// digest tells cases apart by all that they hold.
func digest(c Case) string {
	c.Opened, c.Updated, c.Wait.Since = c.Opened.UTC(), c.Updated.UTC(), c.Wait.Since.UTC()
	content, err := json.Marshal(c)
	if err != nil {
		return err.Error()
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// readWalkAck reads what recorder.done said.
func readWalkAck(t *testing.T, line string) (id string, said walkAck) {
	t.Helper()
	text, is := strings.CutPrefix(line, ack)
	if _, err := fmt.Sscanf(text, "%s %s %d", &id, &said.digest, &said.seq); err != nil || !is {
		t.Fatalf("the child says: %s", line)
	}
	return id, said
}

// killWalk lets the child acknowledge some changes and go on for a while, and ends it as kill -9 does.
func (c *child) killWalk(t *testing.T, changes int, after time.Duration, acknowledged map[string]walkAck) {
	t.Helper()
	for seen := 0; c.output.Scan(); seen++ {
		id, said := readWalkAck(t, c.output.Text())
		acknowledged[id] = said
		if seen == changes {
			time.AfterFunc(after, func() { _ = c.process.Process.Kill() })
		}
	}
}

// checkWalks demands that the list and every case can be read, and that of each case there is just what was
// acknowledged, or one change more. A case of which nothing was acknowledged may be there too.
func checkWalks(t *testing.T, folder string, acknowledged map[string]walkAck) {
	t.Helper()
	store := openTestStore(t, folder)
	defer mustClose(t, store)
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	for _, summary := range list {
		listed[summary.ID] = summary.Seq
		if _, known := acknowledged[summary.ID]; !known {
			checkWalk(t, store, summary.ID, walkAck{})
		}
	}
	for id, said := range acknowledged {
		if listed[id] < said.seq || listed[id] > said.seq+1 {
			t.Errorf("case %s has %d events in the list, %d were acknowledged", id, listed[id], said.seq)
		}
		checkWalk(t, store, id, said)
		if listed[id] > said.seq { // the change that was on its way is there, and stays
			delete(acknowledged, id)
		}
	}
}

func checkWalk(t *testing.T, store *Store, id string, said walkAck) {
	t.Helper()
	events, err := store.Events(id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Replay(id, events); err != nil {
		t.Fatal(err)
	}
	if said.seq == 0 {
		return
	}
	c, err := Replay(id, events[:said.seq])
	if err != nil {
		t.Fatal(err)
	}
	if got := digest(c); got != said.digest {
		t.Errorf("case %s is not as it was acknowledged with event %d", id, said.seq)
	}
}
