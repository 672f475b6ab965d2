from typing import Any

from cdk8s import App, Chart
from cdk8s_ingress import (
    ControllerKind,
    DifferenceKind,
    HttpdService,
    HttpsRedirect,
    IIngressController,
    IngressController,
    PathIngress,
    Rewrite,
    RouteTarget,
    RoutingTable,
    Tls,
    TomcatService,
    WeightedTarget,
)
from cdk8s_ingress.gateway_api import GatewayImplementation
from cdk8s_ingress.ingress_nginx import RouteSettings


class Shop(Chart):
    """The services of the shop, and its routes for a controller."""

    def route(self, controller: IIngressController, **settings: Any) -> None:
        httpd = HttpdService(self, "httpd")
        tomcat = TomcatService(self, "tomcat")
        next = TomcatService(self, "next", name="tomcat-next", replicas=1)

        ingress = PathIngress(
            self,
            "paths",
            controller=controller,
            name="shop",
            hosts=["shop.example.com", "www.shop.example.com"],
            tls=Tls.secret("shop-tls"),
            https_redirect=HttpsRedirect.WHEN_TLS,
        )
        ingress.add_route("/httpd", httpd, rewrite=Rewrite.strip_prefix(), **settings)
        ingress.add_route(
            "/tomcat",
            RouteTarget.weighted(WeightedTarget(target=tomcat, weight=9), WeightedTarget(target=next, weight=1)),
            rewrite=Rewrite.strip_prefix(),
        )
        ingress.add_route("/old", RouteTarget.redirect(path="/httpd", status=308))


app = App()

# Today the shop is behind an ingress-nginx that is installed already.
today = Shop(app, "today", namespace="shop")
nginx = IngressController.from_ingress_class_name("nginx", kind=ControllerKind.ingress_nginx())
today.route(nginx, ingress_nginx=RouteSettings(proxy_buffer_size="8k"))

# Tomorrow it is behind a Gateway of Envoy Gateway.
tomorrow = Shop(app, "tomorrow", namespace="shop")
edge = IngressController(
    tomorrow,
    "edge",
    kind=ControllerKind.gateway_api(
        implementation=GatewayImplementation.ENVOY_GATEWAY,
        gateway_name="edge",
        create_gateway_class=True,
    ),
)
tomorrow.route(edge)


def main() -> None:
    app.synth()  # writes dist/today.k8s.yaml and dist/tomorrow.k8s.yaml

    # Which requests does the move leave without a guard, or without a backend?
    diff = RoutingTable.of_chart(today).diff(RoutingTable.of_chart(tomorrow))
    print(diff.statement)
    for difference in diff.differences:
        if difference.kind in (DifferenceKind.UNGUARDED, DifferenceKind.LOST):
            print(f"{difference.code}: {difference.url}: {difference.what}")


if __name__ == "__main__":
    main()
