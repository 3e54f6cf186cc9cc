package cases

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The tests below run this test binary again as other programs would run: each child plays one role on the
// folder that it is given, reads what it is told to do next from standard input, and prints what it has
// done, behind ack.
const (
	roleVariable   = "POSMEDIC_STORE_ROLE"
	folderVariable = "POSMEDIC_STORE_FOLDER"
	writerVariable = "POSMEDIC_STORE_WRITER"
	roundsVariable = "POSMEDIC_KILL_ROUNDS" // how often children are killed, for long runs by hand
	writeVariable  = "POSMEDIC_WRITE_TIME"  // how long children write at once, as 60s, likewise

	ack = "ack "
)

const (
	childProcesses = 8
	childTime      = 2 * time.Second
	creators       = 4
	childFolders   = 15
)

// TestChild is what a child runs; in the parent it does nothing.
func TestChild(t *testing.T) {
	var play func(string, int) error
	switch role := os.Getenv(roleVariable); role {
	case "":
		return
	case "write":
		play = playWriter
	case "create":
		play = playCreator
	case "endless":
		play = playEndless
	case "walk":
		play = playWalks
	case "one walk":
		play = playOneWalk
	default:
		t.Fatalf("there is no role %q", role)
	}
	writer, err := strconv.Atoi(os.Getenv(writerVariable))
	if err != nil {
		t.Fatal(err)
	}
	if err := play(os.Getenv(folderVariable), writer); err != nil {
		t.Fatal(err)
	}
}

// TestManyProcesses has eight instances write at once for a while.
func TestManyProcesses(t *testing.T) {
	folder := t.TempDir()
	var children []*child
	for writer := range childProcesses {
		children = append(children, startChild(t, "write", folder, writer))
	}
	for _, child := range children {
		child.tell(t, "go")
	}
	var appends []int
	for _, child := range children {
		appends = append(appends, child.number(t))
	}
	t.Logf("the children appended %v events", appends)
	checkWrittenAtOnce(t, openTestStore(t, folder), appends)
}

func playWriter(folder string, writer int) error {
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	long := childTime
	if set := os.Getenv(writeVariable); set != "" {
		var err error
		if long, err = time.ParseDuration(set); err != nil {
			return err
		}
	}
	store, err := Open(folder)
	if err != nil {
		return err
	}
	end := time.Now().Add(long)
	written, err := writeAtOnce(store, writer, func(int) bool { return time.Now().Before(end) })
	if err != nil {
		return err
	}
	fmt.Println(ack + strconv.Itoa(written))
	return store.Close()
}

// TestCreatedAtOnce has processes find the same empty folders at the same moment. Each appends and closes,
// so that the first to leave tidies up while the last one is still coming.
func TestCreatedAtOnce(t *testing.T) {
	top := t.TempDir()
	var children []*child
	for writer := range creators {
		children = append(children, startChild(t, "create", top, writer))
	}
	for round := range childFolders {
		folder := filepath.Join(top, fmt.Sprint(round))
		for _, child := range children {
			child.tell(t, folder)
		}
		for _, child := range children {
			child.waitFor(t, folder)
		}
		store := openTestStore(t, folder)
		for writer := range creators {
			checkEventsAre(t, store, ownCase(writer), []Event{testEvent(1)})
		}
		mustClose(t, store)
	}
}

func playCreator(_ string, writer int) error {
	folders := bufio.NewScanner(os.Stdin)
	for folders.Scan() {
		store, err := Open(folders.Text())
		if err != nil {
			return err
		}
		good := Summary{Opened: storeTime, Updated: storeTime}
		if err := store.Append(ownCase(writer), []Event{testEvent(1)}, good); err != nil {
			return err
		}
		if err := store.Close(); err != nil {
			return err
		}
		fmt.Println(ack + folders.Text())
	}
	return folders.Err()
}

// TestKilledWhileAppending kills a child that appends, at any moment, again and again on the same store.
func TestKilledWhileAppending(t *testing.T) {
	folder := t.TempDir()
	random := seededRandom(t)
	acknowledged := 0
	for range killRounds(t, 20) {
		child := startChild(t, "endless", folder, 0)
		child.tell(t, "go")
		acknowledged = max(acknowledged, child.kill(t, random.IntN(40), time.Duration(random.IntN(3_000))*time.Microsecond))
		acknowledged = checkNothingLost(t, folder, acknowledged)
	}
}

// TestKilledWhileCreating kills a child around the moment in which it makes the store.
func TestKilledWhileCreating(t *testing.T) {
	random := seededRandom(t)
	for range killRounds(t, 10) {
		folder := t.TempDir()
		child := startChild(t, "endless", folder, 0)
		child.tell(t, "go")
		acknowledged := child.kill(t, 0, time.Duration(random.IntN(8_000))*time.Microsecond)
		checkNothingLost(t, folder, acknowledged)
	}
}

// playEndless appends batches to one case, from where it stands, and acknowledges the last number of each.
func playEndless(folder string, _ int) error {
	fmt.Println(ack + "0")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	store, err := Open(folder)
	if err != nil {
		return err
	}
	list, err := store.List()
	if err != nil {
		return err
	}
	last := 0
	if len(list) > 0 {
		last = list[0].Seq
	}
	for {
		batch := endlessBatch(last)
		last += len(batch)
		if err := store.Append(commonCase, batch, endlessSummary(last)); err != nil {
			return err
		}
		fmt.Println(ack + strconv.Itoa(last))
	}
}

// endlessBatch is the one to three events that come after the last number, each with data that tells it
// from all others; now and then they are too large for a page.
func endlessBatch(last int) []Event {
	var batch []Event
	for seq := last + 1; seq <= last+1+last%3; seq++ {
		data := json.RawMessage(fmt.Sprintf(`{"seq":%d,"text":"%s"}`, seq, strings.Repeat("长", seq%50*seq%50)))
		batch = append(batch, Event{Seq: seq, At: storeTime.Add(time.Duration(seq)), Kind: Answered, Data: data})
	}
	return batch
}

func endlessSummary(last int) Summary {
	return Summary{ID: commonCase, Opened: storeTime, Updated: storeTime.Add(time.Duration(last)), Steps: last, Seq: last}
}

// checkNothingLost compares the store with what the child wrote, which must be all that it acknowledged and
// may be one batch more, and returns the last number.
func checkNothingLost(t *testing.T, folder string, acknowledged int) int {
	t.Helper()
	store := openTestStore(t, folder)
	defer mustClose(t, store)
	list, err := store.List()
	if err != nil {
		t.Fatal(err)
	}
	var want []Event
	for len(want) < acknowledged {
		want = append(want, endlessBatch(len(want))...)
	}
	if next := endlessBatch(len(want)); len(list) == 1 && list[0].Seq > len(want) {
		want = append(want, next...)
	}
	if len(want) == 0 {
		checkListIs(t, store, nil)
		return 0
	}
	checkListIs(t, store, []Summary{endlessSummary(len(want))})
	checkEventsAre(t, store, commonCase, want)
	return len(want)
}

func killRounds(t *testing.T, usual int) int {
	rounds := os.Getenv(roundsVariable)
	if rounds == "" {
		return usual
	}
	count, err := strconv.Atoi(rounds)
	if err != nil {
		t.Fatalf("%s: %v", roundsVariable, err)
	}
	return count
}

func seededRandom(t *testing.T) *rand.Rand {
	seed := rand.Uint64()
	t.Logf("the seed is %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

type child struct {
	process *exec.Cmd
	input   io.WriteCloser
	output  *bufio.Scanner
}

func startChild(t *testing.T, role, folder string, writer int) *child {
	t.Helper()
	process := exec.Command(os.Args[0], "-test.run=^TestChild$")
	process.Env = append(os.Environ(), roleVariable+"="+role, folderVariable+"="+folder, fmt.Sprintf("%s=%d", writerVariable, writer))
	process.Stderr = os.Stderr
	input, err := process.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = process.Process.Kill()
		_ = process.Wait()
	})
	return &child{process: process, input: input, output: bufio.NewScanner(output)}
}

func (c *child) tell(t *testing.T, line string) {
	t.Helper()
	if _, err := fmt.Fprintln(c.input, line); err != nil {
		t.Fatal(err)
	}
}

// waitFor reads until the child acknowledges the text.
func (c *child) waitFor(t *testing.T, text string) {
	t.Helper()
	var said []string
	for c.output.Scan() {
		if c.output.Text() == ack+text {
			return
		}
		said = append(said, c.output.Text())
	}
	t.Fatalf("the child ended before %q; it said:\n%s", text, strings.Join(said, "\n"))
}

// number reads the number that the child acknowledges.
func (c *child) number(t *testing.T) int {
	t.Helper()
	var said []string
	for c.output.Scan() {
		if text, is := strings.CutPrefix(c.output.Text(), ack); is {
			number, err := strconv.Atoi(text)
			if err != nil {
				t.Fatal(err)
			}
			return number
		}
		said = append(said, c.output.Text())
	}
	t.Fatalf("the child ended without a number; it said:\n%s", strings.Join(said, "\n"))
	return 0
}

// kill lets the child acknowledge some appends and go on for a while, ends it as kill -9 does, and returns
// the last number that it acknowledged before.
func (c *child) kill(t *testing.T, appends int, after time.Duration) int {
	t.Helper()
	last := 0
	for seen := 0; c.output.Scan(); seen++ {
		text, is := strings.CutPrefix(c.output.Text(), ack)
		if !is {
			t.Errorf("the child says: %s", c.output.Text())
			continue
		}
		number, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		last = number
		if seen == appends {
			time.AfterFunc(after, func() { _ = c.process.Process.Kill() })
		}
	}
	return last
}
