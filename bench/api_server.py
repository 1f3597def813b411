"""A cluster's API on loopback: kube-apiserver with an etcd of its own, into which Routes are written directly, as many as one likes."""

import base64
import http.client
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid

from processes import Process, free_port
from servers import TOP

NAMESPACE = "team-a"
ADMINISTRATOR = "administrator"
CRD = os.path.join(TOP, "route-watcher/src/test/resources/io/wideip/routes/apiserver/routes.crd.yaml")


def program(name):
    """The path of kube-apiserver or etcd."""
    path = os.path.join(os.environ.get("KUBEBUILDER_ASSETS", ""), name)
    if not os.access(path, os.X_OK):
        sys.exit(f"{name} is missing: set KUBEBUILDER_ASSETS to a folder that has it (setup-envtest use -p path makes one)")
    return path


class ApiServer:
    """One cluster with the CRD of Routes and the namespace team-a."""

    def __init__(self, directory):
        os.makedirs(directory)
        self.directory = directory
        self.port = free_port()
        self.etcd_port, peer_port = free_port(), free_port()
        key = os.path.join(directory, "account.key")
        subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
        self.token_file = os.path.join(directory, "token")
        for name, text in (("token", ADMINISTRATOR), ("tokens.csv", f"{ADMINISTRATOR},administrator,1,system:masters\n")):
            with open(os.path.join(directory, name), "w", encoding="ascii") as file:
                file.write(text)
        client, peer = (f"http://127.0.0.1:{port}" for port in (self.etcd_port, peer_port))
        self.processes = [
            self._start(
                "etcd",
                f"--data-dir={directory}/data --unsafe-no-fsync --listen-client-urls={client} --advertise-client-urls={client}"
                f" --listen-peer-urls={peer} --initial-advertise-peer-urls={peer} --initial-cluster=default={peer}",
            ),
            self._start(
                "kube-apiserver",
                f"--bind-address=127.0.0.1 --advertise-address=127.0.0.1 --secure-port={self.port} --endpoint-reconciler-type=none"
                f" --etcd-servers={client} --cert-dir={directory}/certificates --token-auth-file={directory}/tokens.csv"
                f" --service-account-issuer=https://kubernetes.default.svc --service-account-signing-key-file={key}"
                f" --service-account-key-file={key} --authorization-mode=RBAC --service-cluster-ip-range=10.0.0.0/24"
                " --disable-admission-plugins=ServiceAccount",
            ),
        ]
        self.ca = f"{directory}/certificates/apiserver.crt"
        self._until(lambda: self._status("/readyz") == 200)
        with open(CRD, encoding="utf-8") as crd:
            self.send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", crd.read(), "application/yaml")
        self.send("POST", "/api/v1/namespaces", json.dumps({"metadata": {"name": NAMESPACE}}))
        self._until(lambda: self._status("/apis/route.openshift.io/v1/routes") == 200)

    def _start(self, name, options):
        directory = os.path.join(self.directory, name)
        os.makedirs(directory)
        return Process(name, [program(name), *options.split()], directory)

    def _until(self, holds):
        end = time.monotonic() + 120
        while not holds():
            if time.monotonic() > end:
                sys.exit(f"an API server does not serve within two minutes, see {self.directory}")
            time.sleep(0.2)

    def _status(self, path):
        try:
            self.send("GET", path)
            return 200
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0

    def send(self, method, path, body=None, kind="application/json"):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        request = urllib.request.Request(
            f"https://127.0.0.1:{self.port}{path}",
            data=None if body is None else body.encode(),
            method=method,
            headers={"Authorization": f"Bearer {ADMINISTRATOR}", "Content-Type": kind},
        )
        with urllib.request.urlopen(request, timeout=30, context=context) as answer:
            return answer.read()

    def annotate(self, name, annotations):
        """Merges annotations into a Route's; None removes one."""
        path = f"/apis/route.openshift.io/v1/namespaces/{NAMESPACE}/routes/{name}"
        self.send("PATCH", path, json.dumps({"metadata": {"annotations": annotations}}), "application/merge-patch+json")

    def write(self, names, host, annotations, uids):
        """Writes admitted Routes past the API, a hundred at a time."""
        connection = http.client.HTTPConnection("127.0.0.1", self.etcd_port, timeout=60)
        for start in range(0, len(names), 100):
            puts = [self._put(name, host(name), annotations(name), uids) for name in names[start : start + 100]]
            connection.request("POST", "/v3/kv/txn", json.dumps({"success": puts}))
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != 200:
                sys.exit(f"etcd: {answer.status} {text[:200]}")

    @staticmethod
    def _put(name, host, annotations, uids):
        now = "2026-11-28T10:00:00Z"
        route = {
            "apiVersion": "route.openshift.io/v1",
            "kind": "Route",
            "metadata": {
                "name": name,
                "namespace": NAMESPACE,
                "uid": uids.setdefault(name, str(uuid.uuid4())),
                "creationTimestamp": now,
                "generation": 1,
                "annotations": {"wideip.io/enabled": "true", **annotations},
            },
            "spec": {"host": host, "to": {"kind": "Service", "name": name, "weight": 100}, "wildcardPolicy": "None"},
            "status": {
                "ingress": [
                    {
                        "host": host,
                        "routerName": "default",
                        "conditions": [{"type": "Admitted", "status": "True", "lastTransitionTime": now}],
                    }
                ]
            },
        }
        key = f"/registry/route.openshift.io/routes/{NAMESPACE}/{name}"
        encoded = [base64.b64encode(text.encode()).decode() for text in (key, json.dumps(route))]
        return {"requestPut": {"key": encoded[0], "value": encoded[1]}}

    def close(self):
        for process in reversed(self.processes):
            process.__exit__()
