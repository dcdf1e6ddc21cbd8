import { API } from "@babyfoot/contract";

export const faultsPath = (tableId: string) => `${API}/tables/${tableId}/faults`;
