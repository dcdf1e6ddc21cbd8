/** The base of every call of ours. */
export const API = "/api/v1";
/** The base of accounts: sign-up, sign-in, sessions, reset, verification. */
export const AUTH = "/api/auth";
/** The base to which a board adds its own path. */
export const BOARD_BASE = `${API}/device/board`;
