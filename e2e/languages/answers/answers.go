// Command answers answers the questions in a file, in the form that answers.ts describes.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"github.com/aws/jsii-runtime-go"
	ingress "github.com/cdk8s-ingress/cdk8s-ingress-go/cdk8singress"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

type questions struct {
	Tables []struct {
		Manifests string
		Requests  []struct {
			Url           string
			Method        *string
			Headers       map[string]*string
			ClientAddress *string
		}
	}
	Diffs [][2]int
}

type request struct {
	Resolution  *ingress.Resolution `json:"resolution"`
	Explanation *string             `json:"explanation"`
}

type table struct {
	Controller *string             `json:"controller"`
	Version    *string             `json:"version"`
	Text       *string             `json:"text"`
	Findings   *[]*ingress.Finding `json:"findings"`
	Requests   []request           `json:"requests"`
}

type answers struct {
	Tables   []table                `json:"tables"`
	Diffs    []*ingress.RoutingDiff `json:"diffs"`
	Mistakes map[string]string      `json:"mistakes"`
	Findings *[]*ingress.Finding    `json:"findings"`
}

func shop() (cdk8s.App, ingress.PathIngress) {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("shop"), &cdk8s.ChartProps{Namespace: jsii.String("default")})
	controller := ingress.IngressController_FromIngressClassName(jsii.String("nginx"), &ingress.InstalledControllerOptions{
		Kind: ingress.ControllerKind_IngressNginx(nil),
	})
	paths := ingress.NewPathIngress(chart, jsii.String("paths"), &ingress.PathIngressProps{
		Controller: controller,
		Host:       jsii.String("shop.example.com"),
	})
	httpd := ingress.RouteTarget_External(jsii.String("httpd-service"), jsii.Number(8080), nil)
	paths.AddRoute(jsii.String("/httpd"), httpd, &ingress.RouteOptions{Rewrite: ingress.Rewrite_StripPrefix()})
	return app, paths
}

func tomcat() ingress.RouteTarget {
	return ingress.RouteTarget_External(jsii.String("tomcat-service"), jsii.Number(8080), nil)
}

var mistakes = map[string]func(){
	"path": func() {
		_, paths := shop()
		paths.AddRoute(jsii.String("tomcat"), tomcat(), nil)
	},
	"option": func() {
		_, paths := shop()
		paths.AddRoute(jsii.String("/tomcat"), tomcat(), &ingress.RouteOptions{AllowSourceRanges: jsii.Strings("10.0.0.0/33")})
	},
	"synth": func() {
		app, paths := shop()
		paths.AddRoute(jsii.String("/alpine"), ingress.RouteTarget_Named(jsii.String("alpine-service"), jsii.Number(8080), nil), nil)
		app.SynthYaml()
	},
	"file": func() {
		ingress.RoutingTable_FromFiles(jsii.Strings("no-such-folder/no-such-file.yaml"), nil)
	},
}

func messageOf(mistake func()) (message string) {
	defer func() {
		message = fmt.Sprint(recover())
	}()
	mistake()
	return
}

func main() {
	defer jsii.Close()
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var asked questions
	if err := json.Unmarshal(text, &asked); err != nil {
		log.Fatal(err)
	}

	_, paths := shop()
	found := answers{Mistakes: map[string]string{}, Findings: paths.Findings()}
	var tables []ingress.RoutingTable
	for _, one := range asked.Tables {
		read := ingress.RoutingTable_FromYaml(jsii.String(one.Manifests), nil)
		tables = append(tables, read)
		answer := table{read.Controller(), read.Version(), read.ToString(), read.Findings(), []request{}}
		for _, of := range one.Requests {
			options := &ingress.RoutingRequestOptions{Method: of.Method, Headers: &of.Headers, ClientAddress: of.ClientAddress}
			url := jsii.String(of.Url)
			answer.Requests = append(answer.Requests, request{read.Resolve(url, options), read.Explain(url, options)})
		}
		found.Tables = append(found.Tables, answer)
	}
	for _, pair := range asked.Diffs {
		found.Diffs = append(found.Diffs, tables[pair[0]].Diff(tables[pair[1]], nil))
	}
	for name, mistake := range mistakes {
		found.Mistakes[name] = messageOf(mistake)
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(found); err != nil {
		log.Fatal(err)
	}
}
