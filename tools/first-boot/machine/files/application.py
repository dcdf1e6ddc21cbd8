"""What the container would serve."""
import http.server


class Application(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()


http.server.HTTPServer(("0.0.0.0", 3000), Application).serve_forever()
