// Command echo answers every request with what it received: which pod it is, and method, target and headers of the request.
//
//	echo <address>...
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
)

type answer struct {
	Namespace string `json:"namespace"`
	Service   string `json:"service"`
	Pod       string `json:"pod"`
	Address   string `json:"address"`
	Method    string `json:"method"`
	// As it stood in the request line, nothing decoded and nothing normalized.
	Target  string      `json:"target"`
	Host    string      `json:"host"`
	Headers http.Header `json:"headers"`
	Body    string      `json:"body,omitempty"`
}

func main() {
	failed := make(chan error)
	for _, address := range os.Args[1:] {
		go func() { failed <- http.ListenAndServe(address, echoing(address)) }()
	}
	fmt.Fprintln(os.Stderr, <-failed)
	os.Exit(1)
}

func echoing(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(io.LimitReader(r.Body, 64<<10))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer{
			Namespace: os.Getenv("POD_NAMESPACE"),
			Service:   os.Getenv("ECHO_SERVICE"),
			Pod:       os.Getenv("POD_NAME"),
			Address:   address,
			Method:    r.Method,
			Target:    r.RequestURI,
			Host:      r.Host,
			Headers:   r.Header,
			Body:      string(body),
		})
	}
}
