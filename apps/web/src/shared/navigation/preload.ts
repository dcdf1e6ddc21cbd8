type Preload = (place: string) => void;

let run: Preload = () => undefined;

/** The router says here how a page's code is fetched ahead. */
export function setPreload(next: Preload): void {
  run = next;
}

export function preload(place: string): void {
  run(place);
}
