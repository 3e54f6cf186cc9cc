package cases

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	"posmedic/flows"
)

const crcSize = 4

// packSummary puts a summary into one column: SQLite hands out rows of one column three times as fast as the
// same in eleven columns. A field that is added later goes to the end.
func packSummary(summary Summary) []byte {
	packed := make([]byte, 0, 128)
	packed = appendTexts(packed, summary.ID, summary.Table, summary.Code, summary.TID, summary.Outcome, string(summary.WaitsFor))
	packed = appendNumbers(packed, summary.Opened.UnixNano(), summary.Updated.UnixNano(), number(summary.Closed),
		int64(summary.Steps), int64(summary.Seq), moment(summary.Due))
	packed = appendTexts(packed, summary.SN, string(summary.State))
	return binary.LittleEndian.AppendUint32(packed, checksum(packed))
}

// unpackSummary is the way back. It returns an error for everything that packSummary has not made.
func unpackSummary(packed []byte) (Summary, error) {
	end := len(packed) - crcSize
	if end < 0 || binary.LittleEndian.Uint32(packed[end:]) != checksum(packed[:end]) {
		return Summary{}, errors.New("it is not as it was written")
	}
	rest := unpacker{rest: packed[:end], whole: string(packed[:end])}
	summary := Summary{
		ID: rest.text(), Table: rest.text(), Code: rest.text(), TID: rest.text(), Outcome: rest.text(),
		WaitsFor: flows.Who(rest.text()), Opened: rest.time(), Updated: rest.time(), Closed: rest.number() != 0,
		Steps: int(rest.number()), Seq: int(rest.number()), Due: rest.moment(),
	}
	if len(rest.rest) > 0 {
		summary.SN, summary.State = rest.text(), State(rest.text())
	} else {
		summary.State = stateBefore(summary)
	}
	if rest.short {
		return Summary{}, fmt.Errorf("it is cut short after %d bytes", len(packed))
	}
	return summary, nil
}

// eventCRC is the checksum of an event and of the case that it belongs to.
func eventCRC(id string, event Event) uint32 {
	content := make([]byte, 0, 64+len(event.Data))
	content = appendTexts(content, id, string(event.Kind), string(event.Data))
	content = appendNumbers(content, int64(event.Seq), event.At.UnixNano())
	return checksum(content)
}

func checksum(content []byte) uint32 {
	return crc32.Checksum(content, crc32.MakeTable(crc32.Castagnoli))
}

// appendTexts appends texts, each behind its length, so that no byte can pass from one to the next.
func appendTexts(content []byte, texts ...string) []byte {
	for _, text := range texts {
		content = binary.AppendUvarint(content, uint64(len(text)))
		content = append(content, text...)
	}
	return content
}

func appendNumbers(content []byte, numbers ...int64) []byte {
	for _, number := range numbers {
		content = binary.AppendVarint(content, number)
	}
	return content
}

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// moment is a time that may be missing, as a number; 0 stands for none.
func moment(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.UnixNano()
}

// unpacker reads what appendTexts and appendNumbers wrote, in their order. Once it is short of bytes it
// gives zero values.
type unpacker struct {
	rest  []byte
	whole string // all of it, of which the texts are parts: in a list of 10,000 each copy counts
	short bool
}

func (u *unpacker) text() string {
	length, size := binary.Uvarint(u.rest)
	if size <= 0 || length > uint64(len(u.rest)-size) {
		u.rest, u.short = nil, true
		return ""
	}
	start, end := len(u.whole)-len(u.rest)+size, size+int(length)
	text := u.whole[start : start+int(length)]
	u.rest = u.rest[end:]
	return text
}

func (u *unpacker) number() int64 {
	number, size := binary.Varint(u.rest)
	if size <= 0 {
		u.rest, u.short = nil, true
		return 0
	}
	u.rest = u.rest[size:]
	return number
}

func (u *unpacker) time() time.Time { return time.Unix(0, u.number()).UTC() }

func (u *unpacker) moment() time.Time {
	if number := u.number(); number != 0 {
		return time.Unix(0, number).UTC()
	}
	return time.Time{}
}
