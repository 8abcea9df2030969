"""Certificates for a server on the loopback address, made for one run and trusted by nobody else."""

import ssl
import subprocess
from pathlib import Path
from typing import List, Optional

# Where systems keep the authorities that the machine trusts, beside where this Python looks.
BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)

# By the word for them: what openssl makes such a key with, and what the report calls it.
KEYS = {
    "rsa": (["-newkey", "rsa:2048"], "RSA 2048"),
    "ec": (["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "ECDSA P-256"),
}


class Certificates:
    """certificate and key: the server's. bundle: all that the machine trusts, and the authority of this run.

    kind: of the server's key and of the authority's, a word of KEYS; AWS has rsa
    """

    def __init__(self, folder: Path, kind: str):
        self.certificate = folder / "server.pem"
        self.key = folder / "server.key"
        self.bundle = folder / "bundle.pem"
        self.authority, authority_key = folder / "ca.pem", folder / "ca.key"
        algorithm, self.kind = KEYS[kind]
        new_key = [*algorithm, "-nodes"]
        openssl(["req", "-x509", *new_key, "-keyout", str(authority_key), "-out", str(self.authority), "-days", "2",
                 "-subj", "/CN=bedrock measurement authority"])
        request, extensions = folder / "server.csr", folder / "server.ext"
        openssl(["req", *new_key, "-keyout", str(self.key), "-out", str(request), "-subj", "/CN=bedrock emulator"])
        extensions.write_text("subjectAltName=IP:127.0.0.1\n")
        openssl(["x509", "-req", "-in", str(request), "-CA", str(self.authority), "-CAkey", str(authority_key),
                 "-CAcreateserial", "-days", "2", "-extfile", str(extensions), "-out", str(self.certificate)])
        self.trusted = machine_bundle()
        known = self.trusted.read_bytes() if self.trusted else b""
        self.bundle.write_bytes(known + b"\n" + self.authority.read_bytes())


def machine_bundle() -> Optional[Path]:
    for name in (ssl.get_default_verify_paths().cafile, *BUNDLES):
        if name and Path(name).is_file():
            return Path(name)
    return None


def openssl(args: List[str]) -> None:
    subprocess.run(["openssl", *args], check=True, stdin=subprocess.DEVNULL, capture_output=True)
