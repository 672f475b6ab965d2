// Command shop synthesizes a shop behind ingress-nginx and behind a Gateway, and says what the move changes.
package main

import (
	"fmt"

	"github.com/aws/jsii-runtime-go"
	ingress "github.com/cdk8s-ingress/cdk8s-ingress-go/cdk8singress"
	"github.com/cdk8s-ingress/cdk8s-ingress-go/cdk8singress/gatewayapi"
	"github.com/cdk8s-ingress/cdk8s-ingress-go/cdk8singress/ingressnginx"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// addShop adds the services of the shop, and its routes for a controller.
func addShop(chart cdk8s.Chart, controller ingress.IIngressController, settings *ingressnginx.RouteSettings) {
	httpd := ingress.NewHttpdService(chart, jsii.String("httpd"), nil)
	tomcat := ingress.NewTomcatService(chart, jsii.String("tomcat"), nil)
	next := ingress.NewTomcatService(chart, jsii.String("next"), &ingress.TomcatServiceProps{
		Name:     jsii.String("tomcat-next"),
		Replicas: jsii.Number(1),
	})

	paths := ingress.NewPathIngress(chart, jsii.String("paths"), &ingress.PathIngressProps{
		Controller:    controller,
		Name:          jsii.String("shop"),
		Hosts:         jsii.Strings("shop.example.com", "www.shop.example.com"),
		Tls:           ingress.Tls_Secret(jsii.String("shop-tls"), nil),
		HttpsRedirect: ingress.HttpsRedirect_WHEN_TLS,
	})
	paths.AddRoute(jsii.String("/httpd"), httpd, &ingress.RouteOptions{
		Rewrite:      ingress.Rewrite_StripPrefix(),
		IngressNginx: settings,
	})
	weighted := ingress.RouteTarget_Weighted(
		&ingress.WeightedTarget{Target: tomcat, Weight: jsii.Number(9)},
		&ingress.WeightedTarget{Target: next, Weight: jsii.Number(1)},
	)
	paths.AddRoute(jsii.String("/tomcat"), weighted, &ingress.RouteOptions{Rewrite: ingress.Rewrite_StripPrefix()})
	redirect := ingress.RouteTarget_Redirect(&ingress.RedirectOptions{Path: jsii.String("/httpd"), Status: jsii.Number(308)})
	paths.AddRoute(jsii.String("/old"), redirect, nil)
}

func main() {
	defer jsii.Close()
	app := cdk8s.NewApp(nil)

	// Today the shop is behind an ingress-nginx that is installed already.
	today := cdk8s.NewChart(app, jsii.String("today"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	nginx := ingress.IngressController_FromIngressClassName(jsii.String("nginx"), &ingress.InstalledControllerOptions{
		Kind: ingress.ControllerKind_IngressNginx(nil),
	})
	addShop(today, nginx, &ingressnginx.RouteSettings{ProxyBufferSize: jsii.String("8k")})

	// Tomorrow it is behind a Gateway of Envoy Gateway.
	tomorrow := cdk8s.NewChart(app, jsii.String("tomorrow"), &cdk8s.ChartProps{Namespace: jsii.String("shop")})
	edge := ingress.NewIngressController(tomorrow, jsii.String("edge"), &ingress.IngressControllerProps{
		Kind: ingress.ControllerKind_GatewayApi(&gatewayapi.Options{
			Implementation:     gatewayapi.GatewayImplementation_ENVOY_GATEWAY,
			GatewayName:        jsii.String("edge"),
			CreateGatewayClass: jsii.Bool(true),
		}),
	})
	addShop(tomorrow, edge, nil)

	app.Synth() // writes dist/today.k8s.yaml and dist/tomorrow.k8s.yaml

	// Which requests does the move leave without a guard, or without a backend?
	diff := ingress.RoutingTable_OfChart(today, nil).Diff(ingress.RoutingTable_OfChart(tomorrow, nil), nil)
	fmt.Println(*diff.Statement)
	for _, difference := range *diff.Differences {
		if difference.Kind == ingress.DifferenceKind_UNGUARDED || difference.Kind == ingress.DifferenceKind_LOST {
			fmt.Printf("%s: %s: %s\n", *difference.Code, *difference.Url, *difference.What)
		}
	}
}
