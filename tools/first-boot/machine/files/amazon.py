"""The metadata service, which wants a token, and the bundle of authorities, over HTTPS."""
import http.server
import ssl
import threading


class Metadata(http.server.BaseHTTPRequestHandler):
    def answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def do_PUT(self):
        has_life = "X-aws-ec2-metadata-token-ttl-seconds" in self.headers
        self.answer(200 if has_life and self.path == "/latest/api/token" else 400, "a-token")

    def do_GET(self):
        if self.headers.get("X-aws-ec2-metadata-token") != "a-token":
            self.answer(401, "")
        else:
            self.answer(200, "i-0123456789abcdef0")


class Bundle(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        is_ours = self.path == "/eu-west-3/eu-west-3-bundle.pem"
        self.send_response(200 if is_ours else 404)
        self.end_headers()
        with open("/srv/machine/bundle.pem", "rb") as bundle:
            self.wfile.write(bundle.read())


secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
secure.load_cert_chain("/srv/machine/server.pem")
bundles = http.server.HTTPServer(("127.0.0.2", 443), Bundle)
bundles.socket = secure.wrap_socket(bundles.socket, server_side=True)
threading.Thread(target=bundles.serve_forever, daemon=True).start()
http.server.HTTPServer(("169.254.169.254", 80), Metadata).serve_forever()
