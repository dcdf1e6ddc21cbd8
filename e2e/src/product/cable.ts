import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to the product that can be cut, as when a phone loses its network. */
export interface Cable {
  /** Where the product is, seen through the cable. */
  url: string;
  cut(): void;
  mend(): void;
  remove(): void;
}

/** Lays a cable to the product at `url`. */
export async function layCable(url: string): Promise<Cable> {
  const { hostname, port } = new URL(url);
  const ends = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    near.on("error", () => near.destroy());
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname);
    far.on("error", () => near.destroy());
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    for (const end of [near, far]) {
      ends.add(end);
      end.on("close", () => ends.delete(end));
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      whole = true;
    },
    remove: () => {
      cut();
      server.close();
    },
  };
}
