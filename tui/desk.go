package tui

import (
	"io"
	"strings"
	"time"

	"posmedic/catalog"
	"posmedic/flows"
	"posmedic/flows/cases"
	"posmedic/flows/fault"
)

// journal is what the wizard needs of the case store. Every method that changes a case returns only when
// the change is on disk.
type journal interface {
	List() ([]cases.Summary, error)
	Load(id string) (cases.Case, error)
	Begin(entry catalog.Entry, now time.Time) (cases.Case, error)
	Answer(c cases.Case, answer flows.Answer, now time.Time) (cases.Case, error)
	Move(c cases.Case, cursor int, now time.Time) (cases.Case, error)
	StartWaiting(c cases.Case, wait cases.Wait, now time.Time) (cases.Case, error)
	SetField(c cases.Case, name fault.Name, value fault.Value, now time.Time) (cases.Case, error)
	Close(c cases.Case, now time.Time) (cases.Case, error)
	Reopen(c cases.Case, now time.Time) (cases.Case, error)

	Note(c cases.Case, text string, now time.Time) (cases.Case, error)
	NameEvidence(c cases.Case, file, note string, now time.Time) (cases.Case, error)
	WithdrawEvidence(c cases.Case, file string, now time.Time) (cases.Case, error)
	TestCure(c cases.Case, answer flows.Answer, now time.Time) (cases.Case, error)
	Escalate(c cases.Case, to catalog.Text, until, now time.Time) (cases.Case, error)
	Reply(c cases.Case, text string, now time.Time) (cases.Case, error)

	Earlier(c cases.Case, now time.Time) ([]cases.Case, error)
	Export(to io.Writer, ids []string, made time.Time) (cases.Exported, error)
	Delete(doomed []cases.Summary) error
}

// desk is what every screen works with: the knowledge, the journal and the clock. It changes only in a trial.
type desk struct {
	catalog  *catalog.Catalog
	book     *flows.Book
	journal  journal
	now      func() time.Time
	settings Settings
	reports  string // the folder that reports are saved in
	keys     keyMap
	explain  func(error) catalog.Text
	// isExample is whether what is worked on here is the example, of which nothing is kept.
	isExample bool
	train     func() (*Training, error) // makes ready for drills; nil where there are none
}

// keyOf is the key that gives an answer to a kind of step.
func (d *desk) keyOf(kind flows.Kind, value flows.Value) binding {
	if kind == flows.Notice {
		return d.keys.understood
	}
	switch value {
	case flows.Yes:
		return d.keys.yes
	case flows.No:
		return d.keys.no
	case flows.Cannot:
		return d.keys.cannot
	case flows.Done:
	}
	return d.keys.take
}

// casework is the one case in hand. Its screens share it; it changes only when the journal has the change.
type casework struct {
	*desk
	entry   catalog.Entry
	current cases.Case
	state   flows.State
	problem catalog.Text // why the last change could not be stored; empty when it was
	// changeSeen is whether the agent was shown that the flow has changed since the case began.
	changeSeen bool
	last       fault.Record // of the terminal that was worked on last; it is only offered
	repeats    []cases.Case // with the same fault on the same terminal, the last first
}

// resume takes a case in hand.
func (d *desk) resume(c cases.Case) (*casework, error) {
	work := &casework{desk: d, entry: c.EntryIn(d.catalog), current: c}
	state, err := d.book.Resolve(c.Walk)
	work.state = state
	work.lookBack()
	return work, err
}

// takeUp goes to a case where it stands, and offers it the terminal of the last one. A finished case is open again from
// then on. With an error it goes nowhere.
func (d *desk) takeUp(id, last string) (turn, error) {
	loaded, err := d.journal.Load(id)
	if err == nil && loaded.Closed {
		loaded, err = d.journal.Reopen(loaded, d.now())
	}
	if err != nil {
		return turn{}, err
	}
	work, err := d.resume(loaded)
	if err != nil {
		return turn{}, err
	}
	work.offer(last)
	return turn{kind: show, to: work.screen()}, nil
}

// keep takes over a change that the journal was asked for, or says why it could not be stored.
func (w *casework) keep(changed cases.Case, err error) bool {
	w.problem = catalog.Text{}
	if err == nil {
		var state flows.State
		if state, err = w.book.Resolve(changed.Walk); err == nil {
			another := namesAnother(w.current, changed)
			w.current, w.state = changed, state
			if another {
				w.lookBack()
			}
			return true
		}
	}
	w.problem = w.explain(err)
	return false
}

// screen is where the case stands.
func (w *casework) screen() screen {
	switch {
	case w.state.Misfit != nil && !w.changeSeen:
		return &changedScreen{casework: w}
	case w.state.Outcome != nil:
		return newOutcome(w)
	}
	return newStep(w)
}

// answer stores an answer to the step in hand and goes where it leads.
func (w *casework) answer(value flows.Value, how flows.How, reason string) turn {
	step := w.state.Current
	w.changeSeen = false
	w.keep(w.journal.Answer(w.current, flows.Answer{
		Key: step.Key, Value: value, How: how, Reason: reason, Shown: step.Node.Text,
	}, w.now()))
	return turn{kind: show, to: w.screen()}
}

// goBack goes one answered step back; from the first it stays.
func (w *casework) goBack() turn {
	cursor, ok := w.state.Back()
	if !ok {
		return turn{}
	}
	w.keep(w.journal.Move(w.current, cursor, w.now()))
	return turn{kind: show, to: w.screen()}
}

// goForward goes one answered step forward again.
func (w *casework) goForward() turn {
	cursor, ok := w.state.Forward()
	if !ok {
		return turn{}
	}
	w.keep(w.journal.Move(w.current, cursor, w.now()))
	return turn{kind: show, to: w.screen()}
}

// crumbs tells where in the case we are.
func (w *casework) crumbs(room room, last ...string) []string {
	return append([]string{strings.TrimSpace(w.entry.Code + " " + room.in(w.entry.Message))}, last...)
}

// masked is what a field holds, as others may see it: of a secret, only that there is one.
func masked(record fault.Record, name fault.Name) string {
	value := record.Value(name)
	if name.IsSecret() {
		value = value.Masked()
	}
	return value.String()
}
