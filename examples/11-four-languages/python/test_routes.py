"""What single URLs of the shop do, before and after the move."""

import pytest
from cdk8s import Chart
from cdk8s_ingress import RoutingTable
from cdk8s_ingress.testing import assert_answers, assert_redirects, assert_routes

from main import today, tomorrow


@pytest.mark.parametrize("chart", [today, tomorrow], ids=["today", "tomorrow"])
def test_both_controllers_route_the_shop(chart: Chart) -> None:
    table = RoutingTable.of_chart(chart)
    assert_routes(table, "https://shop.example.com/httpd/x", to="httpd-service:8080", as_="/x")
    assert_routes(table, "https://www.shop.example.com/tomcat", to="tomcat-service:8080", as_="/", share=0.9)
    assert_redirects(table, "http://shop.example.com/httpd", to="https://shop.example.com/httpd")
    assert_answers(table, "https://shop.example.com/httpdocs", 404)


def test_only_ingress_nginx_ignores_case() -> None:
    assert_routes(RoutingTable.of_chart(today), "https://shop.example.com/HTTPD", to="httpd-service:8080")
    assert_answers(RoutingTable.of_chart(tomorrow), "https://shop.example.com/HTTPD", 404)
