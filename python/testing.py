"""Assertions about routes, for tests of your own app, with pytest, unittest or any other framework.

They are the matchers of ``cdk8s-ingress/jest`` as functions::

    from cdk8s_ingress import RoutingTable
    from cdk8s_ingress.testing import assert_answers, assert_routes

    def test_httpd():
        table = RoutingTable.of_chart(chart)
        assert_routes(table, "https://shop.example.com/httpd/x", to="httpd-service:8080", as_="/x")
        assert_answers(table, "https://shop.example.com/httpdocs", 404)

Each fails with an AssertionError that explains step by step how the request is routed. An answer that could not be decided fails too.
"""

import re
import typing
import urllib.parse

from . import DiffVerdict, Resolution, ResolutionKind, ResolvedBackend, RoutingTable

__all__ = ["assert_answers", "assert_redirects", "assert_routes", "assert_routes_alike"]

Headers = typing.Mapping[str, str]


def assert_routes(
    table: RoutingTable,
    url: str,
    *,
    to: str,
    as_: typing.Optional[str] = None,
    share: float = 1,
    method: typing.Optional[str] = None,
    headers: typing.Optional[Headers] = None,
    client_address: typing.Optional[str] = None,
) -> None:
    """Asserts that a request goes to a Service.

    :param table: the table to ask
    :param url: with scheme and host, and the path exactly as it is sent
    :param to: the Service, as ``service:port`` or ``namespace/service:port``
    :param as_: the path that it gets, compared with the query if it has one. Default: - any
    :param share: the share of requests, from 0 to 1, if the target is random. Default: - all of them
    :param method: the method of the request. Default: - GET
    :param headers: headers of the request besides Host. Default: - none
    :param client_address: the address of the client. Default: - any
    """
    __tracebackhide__ = True  # pytest shows the line of the test, not this one
    # A name alone could be meant for any port, and would match none.
    if not re.fullmatch(r"[^:]+:[^:]+", to):
        raise TypeError(f'"to" must be "service:port" or "namespace/service:port", and is "{to}"')
    resolution = _resolve(table, url, method, headers, client_address)
    if abs(_share_of(resolution, to, as_) - share) > 1e-6:
        path = "" if as_ is None else f' as "{as_}"'
        part = "" if share == 1 else f" for {share * 100:g} % of the requests"
        _fail(table, url, f"go to {to}{path}{part}", method, headers, client_address)


def assert_redirects(
    table: RoutingTable,
    url: str,
    *,
    to: str,
    status: typing.Optional[int] = None,
    method: typing.Optional[str] = None,
    headers: typing.Optional[Headers] = None,
    client_address: typing.Optional[str] = None,
) -> None:
    """Asserts that a request is redirected.

    :param table: the table to ask
    :param url: with scheme and host, and the path exactly as it is sent
    :param to: the place as in the Location header: a whole URL, or a path of the same host
    :param status: the status of the redirect. Default: - any
    :param method: the method of the request. Default: - GET
    :param headers: headers of the request besides Host. Default: - none
    :param client_address: the address of the client. Default: - any
    """
    __tracebackhide__ = True
    resolution = _resolve(table, url, method, headers, client_address)
    if not _is_same_place(resolution.redirect, to, url) or (status is not None and resolution.status != status):
        code = "" if status is None else f" with {status}"
        _fail(table, url, f"be redirected to {to}{code}", method, headers, client_address)


_DEFAULT_PORTS = {"http": 80, "https": 443}


def _is_same_place(redirect: typing.Optional[str], to: str, url: str) -> bool:
    """Whether a client goes to the same place: one controller sends a path, another one the whole URL, with its port or without."""
    return redirect is not None and (redirect == to or _absolute(redirect, url) == _absolute(to, url))


def _absolute(place: str, url: str) -> str:
    parts = urllib.parse.urlsplit(urllib.parse.urljoin(url, place))
    host = (parts.hostname or "").lower()
    port = "" if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f":{parts.port}"
    return parts._replace(netloc=host + port, path=parts.path or "/").geturl()


def assert_answers(
    table: RoutingTable,
    url: str,
    status: int,
    *,
    method: typing.Optional[str] = None,
    headers: typing.Optional[Headers] = None,
    client_address: typing.Optional[str] = None,
) -> None:
    """Asserts that the controller answers a request itself, such as with 404 if no route takes it.

    :param table: the table to ask
    :param url: with scheme and host, and the path exactly as it is sent
    :param status: the status of the answer
    :param method: the method of the request. Default: - GET
    :param headers: headers of the request besides Host. Default: - none
    :param client_address: the address of the client. Default: - any
    """
    __tracebackhide__ = True
    resolution = _resolve(table, url, method, headers, client_address)
    if resolution.kind != ResolutionKind.ANSWER or resolution.status != status:
        _fail(table, url, f"be answered {status} by the controller itself", method, headers, client_address)


def assert_routes_alike(table: RoutingTable, other: RoutingTable) -> None:
    """Asserts that it is proved that a table treats every request like another one.

    :param table: the table afterwards
    :param other: the table before
    """
    __tracebackhide__ = True
    diff = other.diff(table)
    if diff.verdict == DiffVerdict.SAME:
        return
    if diff.verdict == DiffVerdict.UNDECIDED:
        reasons = "\n".join(f"  {one.because}" for one in diff.undecided)
        raise AssertionError(f"whether the tables treat every request alike could not be decided:\n{reasons}")
    found = "\n".join(f"  {one.code}: {one.method} {one.url}: {one.what}" for one in diff.differences)
    raise AssertionError(f"expected the table to treat every request as the other does\n{found}\n{diff.statement}")


def _resolve(
    table: RoutingTable,
    url: str,
    method: typing.Optional[str],
    headers: typing.Optional[Headers],
    client_address: typing.Optional[str],
) -> Resolution:
    resolution = table.resolve(url, method=method, headers=headers, client_address=client_address)
    if resolution.kind == ResolutionKind.UNDECIDED:
        raise AssertionError(f"what happens to {url} could not be decided: {resolution.because}")
    return resolution


def _share_of(resolution: Resolution, to: str, as_: typing.Optional[str]) -> float:
    """The share of the requests that go to a Service at a path."""
    if resolution.kind == ResolutionKind.WEIGHTED:
        return sum(one.share for one in resolution.alternatives if _goes(one.resolution, to, as_))
    return 1 if _goes(resolution, to, as_) else 0


def _goes(resolution: Resolution, to: str, as_: typing.Optional[str]) -> bool:
    return _is_backend(resolution.backend, to) and (as_ is None or _is_path(resolution.upstream_path, as_))


def _is_backend(backend: typing.Optional[ResolvedBackend], to: str) -> bool:
    if backend is None:
        return False
    name = f"{backend.service}:{backend.port}"
    return to in (name, f"{backend.namespace}/{name}")


def _is_path(path: typing.Optional[str], as_: str) -> bool:
    return path is not None and (path if "?" in as_ else path.partition("?")[0]) == as_


def _fail(
    table: RoutingTable,
    url: str,
    words: str,
    method: typing.Optional[str],
    headers: typing.Optional[Headers],
    client_address: typing.Optional[str],
) -> None:
    __tracebackhide__ = True
    explanation = table.explain(url, method=method, headers=headers, client_address=client_address)
    raise AssertionError(f"expected {url} to {words}\n\n{explanation}")
