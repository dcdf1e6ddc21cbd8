import { createContext, useContext } from "react";
import { currentPlace, type Place } from "./location.ts";

export const PlaceContext = createContext<Place>(currentPlace());

/** Where the application is, as shown. */
export function usePlace(): Place {
  return useContext(PlaceContext);
}
