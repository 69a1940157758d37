package store

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// A fact is one thing that a database says of a table.
type fact struct{ Of, Kind, About string }

// The kinds of facts, and what they are about.
const (
	isColumn  = "column"          // its name and type
	isFilled  = "filled"          // a column that is never NULL
	isUnique  = "unique"          // columns, in the order of their names
	isForeign = "foreign"         // a column, the table that it refers to, and what becomes of the row when that row goes
	isCheck   = "check"           // a condition, as SQL
	isPartial = "unique for some" // columns, in the order of their names; of what they hold only a part counts, or of the rows
	isOther   = "of another's"    // what none of our steps makes, and what may change or lose what we store
)

// within tells whether g says at least what f does. A condition that a newer program has widened lets more words in.
func (f fact) within(g fact) bool {
	if f.Of != g.Of || f.Kind != g.Kind {
		return false
	}
	if f.Kind != isCheck {
		return f.About == g.About
	}
	names, words := terms(f.About)
	theirs, more := terms(g.About)
	missing := func(w string) bool { return !slices.Contains(more, w) }
	return slices.Equal(names, theirs) && !slices.ContainsFunc(words, missing)
}

var (
	quotedWord = regexp.MustCompile(`'([^']*)'`)
	plainWord  = regexp.MustCompile(`[a-z_0-9]+`)
)

// dialects are words that PostgreSQL and SQLite write otherwise, though they mean the same.
var dialects = []string{"check", "in", "any", "array", "text", "bigint", "numeric"}

// terms returns the names and numbers that a condition is about, and the words that stand in it in quotes.
func terms(condition string) (names, words []string) {
	for _, m := range quotedWord.FindAllStringSubmatch(condition, -1) {
		words = append(words, m[1])
	}
	names = plainWord.FindAllString(strings.ToLower(quotedWord.ReplaceAllString(condition, "")), -1)
	names = slices.DeleteFunc(names, func(n string) bool { return slices.Contains(dialects, n) })
	slices.Sort(names)
	return slices.Compact(names), words
}

const liteFacts = `SELECT t.name AS of, 'column' AS kind, c.name || ' ' || upper(c.type) AS about, t.rowid AS place
		FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
	UNION ALL SELECT t.name, 'filled', c.name, t.rowid FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c."notnull"
	UNION ALL SELECT t.name, 'unique', (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY name)), t.rowid
		FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i."unique" AND NOT i.partial AND NOT EXISTS (SELECT * FROM pragma_index_info(i.name) WHERE name IS NULL)
	UNION ALL SELECT t.name, 'of another''s', s.type || ' ' || s.name, t.rowid
		FROM sqlite_master t JOIN sqlite_master s ON s.tbl_name = t.name AND (s.type = 'trigger' OR s.type = 'index' AND s.sql LIKE 'CREATE UNIQUE%')
		WHERE t.type = 'table' AND NOT EXISTS (SELECT * FROM pragma_index_list(t.name) i WHERE i.name = s.name AND NOT i.partial AND NOT EXISTS (SELECT * FROM pragma_index_info(i.name) WHERE name IS NULL))
	UNION ALL SELECT t.name, 'foreign', f."from" || ' ' || f."table" || ' ' || f.on_delete, t.rowid
		FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
	UNION ALL SELECT f."table", 'of another''s', 'rows of ' || o.name || ' that keep ours', o.rowid
		FROM sqlite_master o JOIN pragma_foreign_key_list(o.name) f WHERE o.type = 'table' AND f.on_delete IN ('NO ACTION', 'RESTRICT')
	UNION ALL SELECT t.name, 'sql', t.sql, t.rowid FROM sqlite_master t WHERE t.type = 'table'
	ORDER BY place`

func factsOfSQLite(ctx context.Context, db bun.IDB) (out []fact, err error) {
	var rows []struct {
		fact
		Place int
	}
	if err := db.NewRaw(liteFacts).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.Kind != "sql" {
			out = append(out, r.fact)
			continue
		}
		for _, condition := range conditions(r.About) {
			out = append(out, fact{r.Of, isCheck, condition})
		}
		for _, clause := range oddClause.FindAllString(r.About, -1) {
			out = append(out, fact{r.Of, isOther, strings.ToUpper(clause)})
		}
	}
	return out, nil
}

var (
	checkWord = regexp.MustCompile(`(?i)\bCHECK\b`)
	oddClause = regexp.MustCompile(`(?i)\bON\s+CONFLICT\s+\w+|\bCOLLATE\s+\w+`)
)

// conditions returns what stands in the parentheses behind each CHECK of a statement.
func conditions(statement string) (out []string) {
	for {
		at := checkWord.FindStringIndex(statement)
		if at == nil {
			return out
		}
		rest := statement[at[1]:]
		depth, end := 0, len(rest)
		for i, r := range rest {
			if r == '(' {
				depth++
			}
			if r == ')' {
				if depth--; depth == 0 {
					end = i + 1
					break
				}
			}
		}
		out = append(out, strings.TrimSpace(rest[:end]))
		statement = rest[end:]
	}
}

const postgresFacts = `WITH ours AS (SELECT oid, relname FROM pg_class WHERE oid IN (%s))
	SELECT relname AS of, 'column' AS kind, attname || ' ' || upper(format_type(atttypid, atttypmod)) AS about
		FROM ours JOIN pg_attribute ON attrelid = ours.oid WHERE attnum > 0 AND NOT attisdropped
	UNION ALL SELECT relname, 'filled', attname FROM ours JOIN pg_attribute ON attrelid = ours.oid WHERE attnum > 0 AND NOT attisdropped AND attnotnull
	UNION ALL SELECT relname, 'unique', (SELECT string_agg(attname, ',' ORDER BY attname COLLATE "C") FROM pg_attribute WHERE attrelid = indrelid AND attnum = ANY ((indkey::INT2[])[0:indnkeyatts - 1]))
		FROM ours JOIN pg_index ON indrelid = ours.oid WHERE indisunique AND indisvalid AND indexprs IS NULL AND indpred IS NULL
	UNION ALL SELECT relname, 'unique for some', (SELECT string_agg(attname, ',' ORDER BY attname COLLATE "C") FROM pg_attribute WHERE attrelid = indrelid
			AND attnum IN (SELECT refobjsubid FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = indexrelid AND refobjid = indrelid))
		FROM ours JOIN pg_index ON indrelid = ours.oid WHERE indisunique AND (indexprs IS NOT NULL OR indpred IS NOT NULL)
	UNION ALL SELECT ours.relname, 'foreign', attname || ' ' || other.relname || ' ' || CASE confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'NO ACTION' END
		FROM ours JOIN pg_constraint ON conrelid = ours.oid JOIN pg_class other ON other.oid = confrelid
		JOIN pg_attribute ON attrelid = ours.oid AND attnum = ANY (conkey) WHERE contype = 'f'
	UNION ALL SELECT relname, 'of another''s', 'rows of ' || conrelid::regclass || ' that keep ours'
		FROM ours JOIN pg_constraint ON confrelid = ours.oid WHERE contype = 'f' AND confdeltype IN ('a', 'r') AND conrelid NOT IN (SELECT oid FROM ours)
	UNION ALL SELECT relname, 'check', pg_get_constraintdef(pg_constraint.oid) FROM ours JOIN pg_constraint ON conrelid = ours.oid WHERE contype = 'c'
	UNION ALL SELECT relname, 'of another''s', 'constraint ' || conname FROM ours JOIN pg_constraint ON conrelid = ours.oid WHERE contype = 'x'
	UNION ALL SELECT relname, 'of another''s', CASE WHEN tgisinternal THEN 'trigger that is off ' ELSE 'trigger ' END || tgname
		FROM ours JOIN pg_trigger ON tgrelid = ours.oid WHERE NOT tgisinternal OR tgenabled NOT IN ('O', 'A')
	UNION ALL SELECT relname, 'of another''s', 'rule ' || rulename FROM ours JOIN pg_rewrite ON ev_class = ours.oid
	UNION ALL SELECT relname, 'of another''s', 'row security' FROM ours WHERE row_security_active(oid)
	UNION ALL SELECT ours.relname, 'of another''s', 'table that is lost in a crash' FROM ours JOIN pg_class c ON c.oid = ours.oid WHERE c.relpersistence <> 'p'`

// facts returns what the database at hand says of the tables.
func (s *Store) facts(ctx context.Context, tables []table) (facts []fact, err error) {
	if !s.postgres() {
		return factsOfSQLite(ctx, s.read)
	}
	var classes []string
	for _, t := range tables {
		classes = append(classes, "'"+t.name+"'::regclass")
	}
	err = s.read.NewRaw(fmt.Sprintf(postgresFacts, strings.Join(classes, ", "))).Scan(ctx, &facts)
	return facts, err
}
