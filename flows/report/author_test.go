package report

import (
	"strings"
	"testing"

	"posmedic/catalog"
)

func TestAReportNamesItsAuthor(t *testing.T) {
	t.Parallel()
	author := Author{Name: "王\n芳 6222021234567890123", Organisation: "城东服务商"}
	for name, test := range map[string]struct {
		author     Author
		want, lack []string
	}{
		"both":    {author, []string{"经办人：王 芳 622202", "单位：城东服务商"}, []string{"6222021234567890123"}},
		"neither": {Author{}, nil, []string{"经办人", "单位："}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, format := range []Format{Text, Markdown, JSON} {
				var text strings.Builder
				if err := Write(&text, format, []catalog.Lang{catalog.Chinese}, Report{Schema: Schema}.By(test.author)); err != nil {
					t.Fatal(err)
				}
				if format == Text {
					for _, want := range test.want {
						if !strings.Contains(text.String(), want) {
							t.Errorf("want %q in:\n%s", want, text.String())
						}
					}
				}
				for _, lack := range append(test.lack, `"author":{}`) {
					if strings.Contains(text.String(), lack) {
						t.Errorf("want no %q in:\n%s", lack, text.String())
					}
				}
			}
		})
	}
}
