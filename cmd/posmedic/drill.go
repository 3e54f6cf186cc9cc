package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"posmedic/catalog"
	"posmedic/flows/drill"
	drilldata "posmedic/flows/drill/data"
	"posmedic/flows/drill/exam"
	"posmedic/flows/drill/history"
	"posmedic/tui"
)

// someTrainee is whoever drills without saying a name.
const someTrainee = "trainee"

func (a *app) drillCommand() *cobra.Command {
	command := a.plainCommand("drill [CODE]", words.CommandDrill)
	command.Args = a.args(0, 1)
	name := command.Flags().String("trainee", "", a.say(words.FlagTrainee))
	kind := command.Flags().String("kind", string(drill.KindFree), a.say(words.FlagKind))
	seed := command.Flags().Uint64("seed", 0, a.say(words.FlagSeed))
	written := command.Flags().String("scenario", "", a.say(words.FlagScenario))
	command.RunE = func(command *cobra.Command, args []string) error {
		d, err := a.drilling(*name)
		if err != nil {
			return err
		}
		switch {
		case *written != "":
			return d.unlessLeft(d.written(*written, *kind))
		case len(args) == 0:
			return d.unlessLeft(d.today())
		}
		entry, err := a.entryOf(args[0])
		if err != nil {
			return err
		}
		if !command.Flags().Changed("seed") {
			*seed = d.freshSeed()
		}
		return d.unlessLeft(d.one(drill.Kind(*kind), entry.Flow, *seed))
	}
	command.AddCommand(a.drillProgressCommand(), a.drillExportCommand(), a.drillExamCommand(), a.drillVerifyCommand())
	return command
}

// drilling carries a trainee's drills along in line mode: the talk goes to standard error, marks to standard output.
type drilling struct {
	*app
	trainer *drill.Trainer
	lines   *bufio.Reader
	history history.History
	noHints bool // in an exam
}

// errLeft is returned where the trainee leaves a drill before its end. Nothing of it is stored then.
var errLeft = errors.New("the drill was left")

func (a *app) newTrainer() (*drill.Trainer, error) {
	return drill.NewTrainer(a.known.flows, a.catalog(), &drilldata.Pieces)
}

// training is the drills as the wizard shows them.
func (a *app) training() (*tui.Training, error) {
	trainer, err := a.newTrainer()
	if err != nil {
		return nil, err
	}
	records, _, err := history.Load(dataFolder(a.env))
	training := &tui.Training{Trainer: trainer, Records: records, Sign: a.signed}
	training.Append = func(record history.Record) error { return history.Append(dataFolder(a.env), record) }
	var faults []catalog.Diagnostic
	if training.Written, faults = a.writtenScenarios(trainer); len(faults) > 0 {
		training.Faulty = fill(words.DrillFaulty, len(faults))
	}
	return training, err
}

// signed is the result sheet of an exam, signed with this machine's key.
func (a *app) signed(sheet exam.Sheet, format exam.Format) ([]byte, error) {
	key, err := exam.Key(dataFolder(a.env))
	if err != nil {
		return nil, err
	}
	return exam.Write(sheet, format, key)
}

// records reads every drill of the data folder and says when some of them cannot be read.
func (a *app) records() ([]history.Record, error) {
	records, damaged, err := history.Load(dataFolder(a.env))
	if damaged > 0 {
		a.complain(fill(words.DrillDamaged, damaged))
	}
	return records, err
}

// drilling makes ready for a trainee: the one who is named, else the one who drilled last.
func (a *app) drilling(named string) (*drilling, error) {
	trainer, err := a.newTrainer()
	if err != nil {
		return nil, err
	}
	records, err := a.records()
	if err != nil {
		return nil, err
	}
	trainee := someTrainee
	if len(records) > 0 {
		trainee = records[len(records)-1].Trainee
	}
	if named != "" {
		var ok bool
		if trainee, ok = history.Name(named); !ok {
			return nil, usage(words.DrillBadName, named)
		}
	}
	return &drilling{app: a, trainer: trainer, lines: bufio.NewReader(a.in), history: history.For(trainee, records)}, nil
}

// freshSeed is another one at each call that follows after a millisecond.
func (d *drilling) freshSeed() uint64 { return uint64(d.clock().UnixMilli()) }

// unlessLeft takes leaving for no failure.
func (d *drilling) unlessLeft(err error) error {
	if errors.Is(err, errLeft) {
		d.tell(words.DrillLeft)
		return nil
	}
	return err
}

// today goes through what is due, until there is no more.
func (d *drilling) today() error {
	for {
		due := d.history.Today(d.trainer, d.clock())
		if len(due) == 0 {
			d.tell(words.DrillDone, d.history.Trainee)
			return nil
		}
		d.tell(words.DrillDue, d.history.Trainee, len(due))
		if err := d.one(due[0].Kind, due[0].Flow, d.freshSeed()); err != nil {
			return err
		}
	}
}

// one is one drill that is made up. It returns errLeft where the trainee leaves it.
func (d *drilling) one(kind drill.Kind, flow string, seed uint64) error {
	if kind == drill.KindRecall {
		return d.recall(flow, seed)
	}
	scenario, err := d.trainer.Scenario(flow, seed)
	if err != nil {
		return err
	}
	return d.playFrom(kind, scenario)
}

// playFrom is one drill that begins in a scenario.
func (d *drilling) playFrom(kind drill.Kind, scenario *drill.Scenario) error {
	if kind != drill.KindGuided {
		return d.play(kind, []*drill.Scenario{scenario})
	}
	if !d.trainer.Asks(scenario.Entry.Flow) {
		return usage(words.DrillNoGuided, scenario.Entry.Flow)
	}
	shops, err := d.trainer.Shops(scenario)
	if err != nil {
		return err
	}
	return d.play(kind, shops)
}

// play is one drill in simulated shops, from the story to the mark, which is on disk before it is shown.
func (d *drilling) play(kind drill.Kind, shops []*drill.Scenario) error {
	played := history.Played{Kind: kind, Shops: shops, Began: d.clock()}
	var err error
	if played.Runs, err = d.run(kind, shops); err != nil {
		return err
	}
	ended := d.clock()
	marks, record := played.Mark(d.trainer, d.history.Trainee, ended)
	if err := d.store(record); err != nil {
		return err
	}
	d.printScore(drill.Worst(marks), ended.Sub(played.Began))
	for i, scenario := range shops {
		if len(shops) > 1 {
			fmt.Fprintf(d.out, "\n"+d.say(words.DrillShopScore)+"\n", i+1, len(shops), marks[i].Score)
		}
		d.printMark(marks[i])
		d.printBeside(d.trainer.Beside(scenario, played.Runs[i]))
	}
	return nil
}

func (d *drilling) run(kind drill.Kind, shops []*drill.Scenario) ([]drill.Run, error) {
	switch kind {
	case drill.KindGuided:
		return d.guided(shops)
	case drill.KindFree:
		run, err := d.free(shops[0])
		return []drill.Run{run}, err
	case drill.KindRecall:
	}
	return nil, usage(words.DrillBadKind, string(kind))
}

// store grades a drill and puts it on disk.
func (d *drilling) store(record history.Record) error {
	var graded history.Record
	d.history, graded = d.history.Graded(record)
	return history.Append(dataFolder(d.env), graded)
}

// tell says a sentence of the talk.
func (d *drilling) tell(text catalog.Text, values ...any) {
	fmt.Fprintf(d.err, d.say(text)+"\n", values...)
}

// hear reads what the trainee says next. It returns errLeft where the input ends.
func (d *drilling) hear() (string, error) {
	if err := d.out.Flush(); err != nil { // a mark is to be read before the next question
		return "", err
	}
	fmt.Fprint(d.err, "> ")
	line, err := readLine(d.lines)
	if errors.Is(err, io.EOF) {
		fmt.Fprintln(d.err)
		return "", errLeft
	}
	return line, err
}
