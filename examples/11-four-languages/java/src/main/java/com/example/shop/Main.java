package com.example.shop;

import io.github.cdk8s_ingress.ControllerKind;
import io.github.cdk8s_ingress.DifferenceKind;
import io.github.cdk8s_ingress.HttpdService;
import io.github.cdk8s_ingress.HttpsRedirect;
import io.github.cdk8s_ingress.IIngressController;
import io.github.cdk8s_ingress.IngressController;
import io.github.cdk8s_ingress.IngressControllerProps;
import io.github.cdk8s_ingress.InstalledControllerOptions;
import io.github.cdk8s_ingress.PathIngress;
import io.github.cdk8s_ingress.RedirectOptions;
import io.github.cdk8s_ingress.Rewrite;
import io.github.cdk8s_ingress.RouteOptions;
import io.github.cdk8s_ingress.RouteTarget;
import io.github.cdk8s_ingress.RoutingDiff;
import io.github.cdk8s_ingress.RoutingTable;
import io.github.cdk8s_ingress.Tls;
import io.github.cdk8s_ingress.TomcatService;
import io.github.cdk8s_ingress.WeightedTarget;
import io.github.cdk8s_ingress.gateway_api.GatewayImplementation;
import io.github.cdk8s_ingress.gateway_api.Options;
import io.github.cdk8s_ingress.ingress_nginx.RouteSettings;
import java.util.List;
import java.util.Set;
import org.cdk8s.App;
import org.cdk8s.AppProps;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;

/** Synthesizes a shop behind ingress-nginx and behind a Gateway, and says what the move changes. */
public final class Main {
    private static final Set<DifferenceKind> SERIOUS = Set.of(DifferenceKind.UNGUARDED, DifferenceKind.LOST);

    public static void main(final String[] args) {
        final App app = new App();
        final ChartProps inShop = ChartProps.builder().namespace("shop").build();

        // Today the shop is behind an ingress-nginx that is installed already.
        final Chart today = new Chart(app, "today", inShop);
        final IIngressController nginx = IngressController.fromIngressClassName(
                "nginx",
                InstalledControllerOptions.builder().kind(ControllerKind.ingressNginx()).build());
        addShop(today, nginx, RouteSettings.builder().proxyBufferSize("8k").build());

        // Tomorrow it is behind a Gateway of Envoy Gateway.
        final Chart tomorrow = new Chart(app, "tomorrow", inShop);
        final Options gateway = Options.builder()
                .implementation(GatewayImplementation.ENVOY_GATEWAY)
                .gatewayName("edge")
                .createGatewayClass(true)
                .build();
        final IngressController edge = IngressController.Builder.create(tomorrow, "edge")
                .kind(ControllerKind.gatewayApi(gateway))
                .build();
        addShop(tomorrow, edge, null);

        app.synth(); // writes dist/today.k8s.yaml and dist/tomorrow.k8s.yaml

        // Which requests does the move leave without a guard, or without a backend?
        final RoutingDiff diff = RoutingTable.ofChart(today).diff(RoutingTable.ofChart(tomorrow));
        System.out.println(diff.getStatement());
        diff.getDifferences().stream()
                .filter(difference -> SERIOUS.contains(difference.getKind()))
                .map(difference -> difference.getCode() + ": " + difference.getUrl() + ": " + difference.getWhat())
                .forEach(System.out::println);
    }

    /** The services of the shop, and its routes for a controller. */
    private static void addShop(final Chart chart, final IIngressController controller, final RouteSettings settings) {
        final HttpdService httpd = new HttpdService(chart, "httpd");
        final TomcatService tomcat = new TomcatService(chart, "tomcat");
        final TomcatService next = TomcatService.Builder.create(chart, "next").name("tomcat-next").replicas(1).build();

        final PathIngress ingress = PathIngress.Builder.create(chart, "paths")
                .controller(controller)
                .name("shop")
                .hosts(List.of("shop.example.com", "www.shop.example.com"))
                .tls(Tls.secret("shop-tls"))
                .httpsRedirect(HttpsRedirect.WHEN_TLS)
                .build();
        ingress.addRoute(
                "/httpd", httpd, RouteOptions.builder().rewrite(Rewrite.stripPrefix()).ingressNginx(settings).build());
        ingress.addRoute(
                "/tomcat",
                RouteTarget.weighted(
                        WeightedTarget.builder().target(tomcat).weight(9).build(),
                        WeightedTarget.builder().target(next).weight(1).build()),
                RouteOptions.builder().rewrite(Rewrite.stripPrefix()).build());
        ingress.addRoute("/old", RouteTarget.redirect(RedirectOptions.builder().path("/httpd").status(308).build()));
    }

    private Main() {}
}
