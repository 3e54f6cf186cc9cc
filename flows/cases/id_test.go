package cases

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseID(t *testing.T) {
	const id = "7KQ2-M4X7"
	for _, test := range []struct{ name, typed, want string }{
		{"as it is shown", id, id},
		{"lower case", "7kq2-m4x7", id},
		{"without the dash", "7KQ2M4X7", id},
		{"with spaces", "  7KQ2 M4X7\t", id},
		{"with a dash anywhere", "7-KQ2M4X-7", id},
		{"with long dashes", "7KQ2–M4—X7", id},
		{"in full width", "７ＫＱ２－ｍ４ｘ７", id},
		{"with a full-width space", "7KQ2　M4X7", id},
		{"empty", "", ""},
		{"only dashes", "----", ""},
		{"too short", "7KQ2-M4X", ""},
		{"too long", "7KQ2-M4X76", ""},
		{"far too long", strings.Repeat("7", 1<<20), ""},
		{"a wrong check character", "7KQ2-M4X8", ""},
		{"two neighbours swapped", "7QK2-M4X7", ""},
		{"a character of no case code", "7KQ2-M4X0", ""},
		{"a letter of no case code", "7KU2-M4X7", ""},
		{"Chinese", "工单号", ""},
		{"invalid UTF-8", "7KQ2-M4X\xff", ""},
		{"only digits, with a sum that fits", "2222-2222", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseID(test.typed)
			if got != test.want {
				t.Errorf("ParseID gives %q, %v; want %q", got, err, test.want)
			}
			if refused := errors.Is(err, ErrBadID); refused != (test.want == "") {
				t.Errorf("ParseID gives the error %v", err)
			}
		})
	}
}

func TestNewIDIsReadBack(t *testing.T) {
	seen := map[string]bool{}
	for range 2_000 {
		id := drawID(t)
		if read, err := ParseID(strings.ToLower(id)); err != nil || read != id {
			t.Fatalf("ParseID of %s gives %q, %v", id, read, err)
		}
		if letters := strings.Trim(id, "-23456789"); letters == "" || seen[id] {
			t.Fatalf("%s has no letters, or comes twice", id)
		}
		seen[id] = true
	}
}

func TestNewIDPassesErrorsOn(t *testing.T) {
	if _, err := NewID(strings.NewReader("only6.")); !errors.Is(err, io.EOF) {
		t.Errorf("with too few random bytes the error is %v", err)
	}
	if id, err := NewID(zeros{}); err == nil {
		t.Errorf("without randomness NewID gives %s", id)
	}
}

// TestNewIDIsFair draws from every random byte equally often: then every character must come equally often.
func TestNewIDIsFair(t *testing.T) {
	var all []byte
	for value := range 256 {
		all = append(all, byte(value))
	}
	count := map[int]int{}
	source := bytes.NewReader(bytes.Repeat(all, idLength-1))
	for {
		values, err := drawValues(source)
		if err != nil {
			break
		}
		for _, value := range values[:idLength-1] {
			count[value]++
		}
	}
	for value := range alphabet {
		if count[value] == 0 || count[value] != count[0] {
			t.Errorf("%c comes %d times, %c %d times", alphabet[value], count[value], alphabet[0], count[0])
		}
	}
}

// TestCheckCharacterCatchesAll is the proof: the sum of a wrong code differs from that of the right one by
// what is computed here, whatever the other characters are, and the right one's is 0.
func TestCheckCharacterCatchesAll(t *testing.T) {
	one := make([]int, idLength)
	for place := range one {
		for difference := 1; difference < len(alphabet); difference++ {
			one[place] = difference
			if weightedSum(one) == 0 {
				t.Errorf("character %d wrong by %d is not noticed", place, difference)
			}
			if place > 0 {
				one[place-1] = len(alphabet) - difference
				if weightedSum(one) == 0 {
					t.Errorf("characters %d and %d, which differ by %d, can be swapped", place-1, place, difference)
				}
				one[place-1] = 0
			}
			one[place] = 0
		}
	}
}

// TestParseIDNoticesSlips tries every slip on drawn codes.
func TestParseIDNoticesSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := strings.ReplaceAll(drawID(t), "-", "")
		for place := range id {
			for _, char := range alphabet {
				refuseUnless(t, id, id[:place]+string(char)+id[place+1:])
			}
			if place > 0 {
				refuseUnless(t, id, id[:place-1]+id[place:place+1]+id[place-1:place]+id[place+1:])
			}
			refuseUnless(t, id, id[:place]+id[place+1:])
		}
	})
}

func refuseUnless(t *rapid.T, id, typed string) {
	if _, err := ParseID(typed); typed != id && !errors.Is(err, ErrBadID) {
		t.Errorf("%s is taken for a case code, mistyped from %s", typed, id)
	}
}

// TestParseIDRepeatsNothing keeps a card number that was pasted in the wrong place out of messages.
func TestParseIDRepeatsNothing(t *testing.T) {
	const card = "6222021234567890123"
	for _, typed := range []string{card, card[:8], card + "!", card + "Ö"} {
		if _, err := ParseID(typed); err == nil || strings.Contains(err.Error(), card[:6]) {
			t.Errorf("the error is %v", err)
		}
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("7KQ2-M4X7")
	f.Fuzz(func(t *testing.T, typed string) {
		id, err := ParseID(typed)
		if err != nil {
			return
		}
		if again, err := ParseID(id); err != nil || again != id {
			t.Errorf("ParseID(%q) gives %s, which it reads as %q, %v", typed, id, again, err)
		}
	})
}

func drawID(t interface{ Fatal(...any) }) string {
	id, err := NewID(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}
