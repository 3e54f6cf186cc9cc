package cases

import (
	"encoding/binary"
	"hash/crc32"
)

// eventCRC is the CRC-32C of an event and the case that it belongs to.
func eventCRC(id string, event Event) uint32 {
	content := make([]byte, 0, 64+len(event.Data))
	content = appendTexts(content, id, string(event.Kind), string(event.Data))
	content = appendNumbers(content, int64(event.Seq), event.At.UnixNano())
	return crc32.Checksum(content, crc32.MakeTable(crc32.Castagnoli))
}

// summaryCRC is the CRC-32C of a summary.
func summaryCRC(summary Summary) uint32 {
	closed := int64(0)
	if summary.Closed {
		closed = 1
	}
	content := make([]byte, 0, 128)
	content = appendTexts(content, summary.ID, summary.Table, summary.Code, summary.TID, summary.Outcome)
	content = appendNumbers(content, summary.Opened.UnixNano(), summary.Updated.UnixNano(), closed,
		int64(summary.Steps), int64(summary.Seq))
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
