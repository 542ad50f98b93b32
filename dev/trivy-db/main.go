// Writes Trivy's database of vulnerabilities, as Trivy itself reads it, from entries in JSON. README.md says how it is run.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	bolt "go.etcd.io/bbolt"
)

type bucket = map[string]json.RawMessage

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("expected two arguments: the file of entries to read, the database to write"))
	}
	text, err := os.ReadFile(os.Args[1])
	fail(err)
	var buckets map[string]bucket
	fail(json.Unmarshal(text, &buckets))
	_, err = os.Stat(os.Args[2])
	if !os.IsNotExist(err) {
		fail(fmt.Errorf("%s is there already: remove it", os.Args[2]))
	}
	fail(write(os.Args[2], buckets))
}

// A transaction for each bucket, one after another: the pages of several in one would lie in another order each time.
func write(file string, buckets map[string]bucket) error {
	db, err := bolt.Open(file, 0o644, &bolt.Options{PageSize: 4096, FreelistType: bolt.FreelistArrayType})
	if err != nil {
		return err
	}
	defer db.Close()
	for _, name := range sorted(buckets) {
		err = db.Update(func(tx *bolt.Tx) error {
			top, err := tx.CreateBucket([]byte(name))
			if err != nil {
				return err
			}
			return fill(top, name, buckets[name])
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Two buckets hold values by their key; all others hold a bucket for each package, and that a value for each vulnerability.
func fill(top *bolt.Bucket, name string, entries bucket) error {
	if name == "data-source" || name == "vulnerability" {
		return put(top, entries)
	}
	for _, pkg := range sorted(entries) {
		if pkg != string(bytes.ToLower([]byte(pkg))) {
			return fmt.Errorf("%s: %s is not in small letters: Trivy would not find it", name, pkg)
		}
		var advisories bucket
		if err := json.Unmarshal(entries[pkg], &advisories); err != nil {
			return fmt.Errorf("%s: %s: %w", name, pkg, err)
		}
		inner, err := top.CreateBucket([]byte(pkg))
		if err == nil {
			err = put(inner, advisories)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func put(to *bolt.Bucket, entries bucket) error {
	for _, key := range sorted(entries) {
		var value bytes.Buffer
		if err := json.Compact(&value, entries[key]); err != nil {
			return err
		}
		if err := to.Put([]byte(key), value.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func sorted[V any](all map[string]V) []string {
	keys := make([]string, 0, len(all))
	for key := range all {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "trivy-db: "+err.Error())
		os.Exit(1)
	}
}
