"""The functions of cdk8s_ingress.testing hold where the matchers for jest hold, and fail where these fail."""

import pytest
from cdk8s import App, Chart
from cdk8s_ingress import (
    ControllerKind,
    IngressController,
    PathIngress,
    RequestMatch,
    Rewrite,
    RouteTarget,
    RoutingTable,
    WeightedTarget,
)
from cdk8s_ingress.testing import assert_answers, assert_redirects, assert_routes, assert_routes_alike

SHOP = "https://shop.example.com"


def table_of(*paths: str) -> RoutingTable:
    """Routes to Services that have the names of their paths."""
    chart = Chart(App(), "shop", namespace="shop")
    controller = IngressController.from_ingress_class_name("nginx", kind=ControllerKind.ingress_nginx())
    ingress = PathIngress(chart, "paths", controller=controller, host="shop.example.com")
    for path in paths:
        ingress.add_route(f"/{path}", RouteTarget.external(path, 80), rewrite=Rewrite.strip_prefix())
    two = [WeightedTarget(target=RouteTarget.external(name, 80), weight=weight) for name, weight in (("a", 3), ("b", 1))]
    ingress.add_route("/two", RouteTarget.weighted(*two))
    ingress.add_route("/old", RouteTarget.redirect(path="/cart", status=308))
    return RoutingTable.of_chart(chart)


@pytest.fixture(scope="module")
def table() -> RoutingTable:
    return table_of("cart")


def test_a_route_is_found_by_service_path_and_query(table: RoutingTable) -> None:
    assert_routes(table, f"{SHOP}/cart/x?y=1", to="cart:80")
    assert_routes(table, f"{SHOP}/cart/x?y=1", to="shop/cart:80", as_="/x")
    assert_routes(table, f"{SHOP}/cart/x?y=1", to="cart:80", as_="/x?y=1", method="POST", headers={"X-A": "b"})


@pytest.mark.parametrize(
    "expected",
    [{"to": "cart:81"}, {"to": "other/cart:80"}, {"to": "cart:80", "as_": "/y"}, {"to": "cart:80", "as_": "/x?y=2"}, {"to": "cart:80", "share": 0.5}],
)
def test_another_route_fails_and_explains(table: RoutingTable, expected: dict) -> None:
    with pytest.raises(AssertionError, match=r"expected https://shop\.example\.com/cart/x\?y=1 to go to .*\n\nGET https://shop") as error:
        assert_routes(table, f"{SHOP}/cart/x?y=1", **expected)
    assert "Service shop/cart port 80" in str(error.value)


def test_a_random_target_has_shares(table: RoutingTable) -> None:
    assert_routes(table, f"{SHOP}/two", to="a:80", share=0.75)
    assert_routes(table, f"{SHOP}/two", to="b:80", as_="/two", share=0.25)
    with pytest.raises(AssertionError, match="to go to a:80\n"):
        assert_routes(table, f"{SHOP}/two", to="a:80")
    with pytest.raises(AssertionError, match="to go to a:80 for 25 % of the requests"):
        assert_routes(table, f"{SHOP}/two", to="a:80", share=0.25)


def test_a_target_without_port_is_a_mistake(table: RoutingTable) -> None:
    with pytest.raises(TypeError, match='"to" must be "service:port" or "namespace/service:port", and is "cart"'):
        assert_routes(table, f"{SHOP}/cart", to="cart")


def test_redirects(table: RoutingTable) -> None:
    assert_redirects(table, f"{SHOP}/old", to="/cart")
    assert_redirects(table, f"{SHOP}/old", to="/cart", status=308)
    # The same place, whichever way a controller writes it.
    assert_redirects(table, f"{SHOP}/old", to=f"{SHOP}/cart")
    for to, status in (("/elsewhere", None), ("/cart", 301)):
        with pytest.raises(AssertionError, match="to be redirected to"):
            assert_redirects(table, f"{SHOP}/old", to=to, status=status)


def test_answers_of_the_controller(table: RoutingTable) -> None:
    assert_answers(table, f"{SHOP}/nothing", 404)
    for path, status in (("nothing", 403), ("cart", 200)):
        with pytest.raises(AssertionError, match=f"to be answered {status} by the controller itself"):
            assert_answers(table, f"{SHOP}/{path}", status)


def test_what_is_undecided_fails() -> None:
    # The Ingress API alone does not say whether case counts in hosts of regular expressions.
    table = RoutingTable.from_yaml(
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: web, namespace: shop }
        spec:
          rules:
            - host: shop.example.com
              http:
                paths:
                  - path: /x.*
                    pathType: ImplementationSpecific
                    backend: { service: { name: web, port: { number: 80 } } }
        """
    )
    for ask in (
        lambda url: assert_routes(table, url, to="web:80"),
        lambda url: assert_redirects(table, url, to="/"),
        lambda url: assert_answers(table, url, 404),
    ):
        with pytest.raises(AssertionError, match=f"what happens to {SHOP}/xy could not be decided: "):
            ask(f"{SHOP}/xy")


def test_tables_are_alike_or_not(table: RoutingTable) -> None:
    assert_routes_alike(table_of("cart"), table)
    with pytest.raises(AssertionError, match=r"expected the table to treat every request as the other does\n  diff/lost: "):
        assert_routes_alike(table_of(), table)
