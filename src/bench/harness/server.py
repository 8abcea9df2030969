"""The server of a measurement: bedrock's own emulator, which sends answers that were made once."""

import http.client
import os
import ssl
import subprocess
import time
from pathlib import Path
from typing import Dict, Optional
from urllib.parse import urlsplit

from harness.process import Failed, environment
from harness.tls import Certificates

# All optimization and room for garbage, other than the launcher's settings for short runs.
SERVER_JAVA = "-XX:TieredStopAtLevel=4 -Xmx1g -XX:MaxNewSize=256m"


class Server:
    """A server process; use it in a with statement."""

    def __init__(self, tool: str, replay: str, folder: Path, certificates: Optional[Certificates]):
        self.folder = folder
        self.certificates = certificates
        self.args = [tool, "emulator", "--port", "0", "--replay", replay]
        if not replay:
            self.args.pop()
        if certificates:
            self.args += ["--tls-cert", str(certificates.certificate), "--tls-key", str(certificates.key)]

    def __enter__(self) -> "Server":
        exports = self.folder / "emulator.env"
        errors = self.folder / "emulator.err"
        with open(exports, "wb") as out, open(errors, "wb") as err:
            env = environment(self.folder, {"BEDROCK_JAVA_OPTS": SERVER_JAVA})
            self.process = subprocess.Popen(self.args, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        until = time.monotonic() + 60
        while b"unset" not in exports.read_bytes():
            if self.process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                raise Failed("the emulator did not start: " + errors.read_text().strip()[-500:])
            time.sleep(0.05)
        lines = exports.read_text().splitlines()
        self.variables = dict(line[len("export "):].split("=", 1) for line in lines if line.startswith("export "))
        if self.certificates:
            self.variables["AWS_CA_BUNDLE"] = str(self.certificates.bundle)
        return self

    def __exit__(self, *exception) -> None:
        self.process.terminate()
        self.process.wait()

    def environment(self) -> Dict[str, str]:
        """What a program needs to call this server: its address and static keys."""
        return environment(self.folder, self.variables)

    def warm(self, method: str, path: str, times: int) -> None:
        """Asks for what is kept, until the server's code is compiled; it needs no signature."""
        connection = self.connection()
        for number in range(times):
            if number % 10 == 0:
                # The next request opens another: that is compiled too, and costs most with TLS.
                connection.close()
            connection.request(method, path, body=b"{}")
            reply = connection.getresponse()
            while reply.read(1 << 20):
                pass
        connection.close()

    def connection(self) -> http.client.HTTPConnection:
        endpoint = urlsplit(self.variables["AWS_ENDPOINT_URL"])
        if not self.certificates:
            return http.client.HTTPConnection(endpoint.netloc)
        trust = ssl.create_default_context(cafile=str(self.certificates.authority))
        return http.client.HTTPSConnection(endpoint.netloc, context=trust)

    def cpu(self) -> Optional[float]:
        """Seconds of processor time so far; None where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return None
        user, system = stat.rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
