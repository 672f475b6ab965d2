"""Creates the Ingresses of a manifest with the official client of Kubernetes, and compares what the cluster then has."""

import sys
from typing import Any, Dict, Iterator

import yaml
from kubernetes import client, config

Object = Dict[str, Any]


def ingresses_in(file: str) -> Iterator[Object]:
    with open(file, encoding="utf8") as manifest:
        yield from (one for one in yaml.safe_load_all(manifest) if one["kind"] == "Ingress")


def create(ingress: Object) -> Object:
    """Creates an Ingress, and returns what the cluster has, as the manifest writes it."""
    api = client.NetworkingV1Api()
    metadata = ingress["metadata"]
    api.create_namespaced_ingress(metadata["namespace"], ingress)
    found = api.read_namespaced_ingress(metadata["name"], metadata["namespace"])
    return api.api_client.sanitize_for_serialization(found)


def main(file: str) -> None:
    config.load_kube_config()
    for ingress in ingresses_in(file):
        found = create(ingress)
        name = f"{found['metadata']['namespace']}/{found['metadata']['name']}"
        # The cluster adds a status, and to the metadata its own fields.
        same = found["spec"] == ingress["spec"] and ingress["metadata"].items() <= found["metadata"].items()
        if not same:
            sys.exit(f"Ingress {name} differs from the manifest:\n{yaml.safe_dump(found)}")
        print(f"created Ingress {name}, and the cluster has it as the manifest says")


if __name__ == "__main__":
    main(sys.argv[1])
