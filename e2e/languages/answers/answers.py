"""Answers the questions in a file, in the form that answers.ts describes."""

import enum
import json
import sys
from typing import Any, Callable, Dict, Mapping

from cdk8s import App, Chart
from cdk8s_ingress import ControllerKind, IngressController, PathIngress, Rewrite, RouteTarget, RoutingTable


def shop() -> tuple[App, PathIngress]:
    app = App()
    chart = Chart(app, "shop", namespace="default")
    controller = IngressController.from_ingress_class_name("nginx", kind=ControllerKind.ingress_nginx())
    ingress = PathIngress(chart, "paths", controller=controller, host="shop.example.com")
    ingress.add_route("/httpd", RouteTarget.external("httpd-service", 8080), rewrite=Rewrite.strip_prefix())
    return app, ingress


def wrong_path() -> None:
    shop()[1].add_route("tomcat", RouteTarget.external("tomcat-service", 8080))


def wrong_option() -> None:
    shop()[1].add_route("/tomcat", RouteTarget.external("tomcat-service", 8080), allow_source_ranges=["10.0.0.0/33"])


def wrong_app() -> None:
    app, ingress = shop()
    ingress.add_route("/alpine", RouteTarget.named("alpine-service", 8080))
    app.synth_yaml()


def wrong_file() -> None:
    RoutingTable.from_files(["no-such-folder/no-such-file.yaml"])


MISTAKES: Dict[str, Callable[[], None]] = {"path": wrong_path, "option": wrong_option, "synth": wrong_app, "file": wrong_file}


def message_of(make: Callable[[], None]) -> str:
    try:
        make()
    except RuntimeError as error:
        return str(error)
    raise RuntimeError("this is no mistake")


def plain(value: Any) -> Any:
    """A value as JSON has it: enums by name, and structs by their properties."""
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if type(value).__module__.startswith("cdk8s_ingress"):
        names = [name for name, member in vars(type(value)).items() if isinstance(member, property)]
        return {camel(name): plain(getattr(value, name)) for name in names}
    return value


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def main(file: str) -> None:
    with open(file, encoding="utf8") as text:
        questions = json.load(text)
    asked = questions["tables"]
    tables = [RoutingTable.from_yaml(one["manifests"]) for one in asked]

    def request(table: RoutingTable, of: Dict[str, Any]) -> Dict[str, Any]:
        options = {"method": of.get("method"), "headers": of["headers"], "client_address": of.get("clientAddress")}
        return {"resolution": table.resolve(of["url"], **options), "explanation": table.explain(of["url"], **options)}

    answers = {
        "tables": [
            {
                "controller": table.controller,
                "version": table.version,
                "text": table.to_string(),
                "findings": table.findings,
                "requests": [request(table, of) for of in one["requests"]],
            }
            for table, one in zip(tables, asked)
        ],
        "diffs": [tables[before].diff(tables[after]) for before, after in questions["diffs"]],
        "mistakes": {name: message_of(make) for name, make in MISTAKES.items()},
        "findings": shop()[1].findings,
    }
    json.dump(plain(answers), sys.stdout)


main(sys.argv[1])
