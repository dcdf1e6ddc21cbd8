import { useState } from "react";
import { readdress } from "../../../shared/navigation/location.ts";
import { type BookingPlace, paths } from "../../../shared/navigation/paths.ts";

export interface BookingPlaceState {
  place: BookingPlace;
  change: (next: BookingPlace) => void;
}

/** What the booking page shows; kept in its address, so that reloads and sign-in come back to it. */
export function useBookingPlace(search: URLSearchParams): BookingPlaceState {
  const [place, setPlace] = useState<BookingPlace>(() => placeIn(search));
  const change = (next: BookingPlace) => {
    const changed = { ...place, ...next };
    setPlace(changed);
    readdress(paths.book(changed));
  };
  return { place, change };
}

function placeIn(search: URLSearchParams): BookingPlace {
  const value = (name: keyof BookingPlace) => search.get(name) ?? undefined;
  return {
    venue: value("venue"),
    date: value("date"),
    table: value("table"),
    on: value("on"),
    at: value("at"),
    move: value("move"),
  };
}
