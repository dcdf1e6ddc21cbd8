import { connect } from "node:net";

const AT_ONCE = 3_000;
const WAIT_MS = 1_500;

/** Which TCP ports of the address answer whoever is on the same network. */
export async function openPorts(address: string): Promise<number[]> {
  const open: number[] = [];
  let next = 1;
  const look = async () => {
    for (let port = next++; port < 65_536; port = next++)
      if (await answers(address, port)) open.push(port);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));
  return open.sort((a, b) => a - b);
}

const answers = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: WAIT_MS });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.on("connect", () => say(true)).on("timeout", () => say(false));
    socket.on("error", () => say(false));
  });
