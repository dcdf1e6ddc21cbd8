import {
  API,
  listOf,
  type TestAnswer,
  testAnswerSchema,
  type Webhook,
  webhookCreatedSchema,
  type webhookCreateSchema,
  type webhookPatchSchema,
  webhookSchema,
} from "@babyfoot/contract";
import { queryOptions } from "@tanstack/react-query";
import { call, nothing, query } from "../../../shared/api/client.ts";

const channelList = listOf(webhookSchema);
export type CreatedChannel = ReturnType<typeof webhookCreatedSchema.parse>;
export type NewChannel = ReturnType<typeof webhookCreateSchema.parse>;
export type ChannelChange = ReturnType<typeof webhookPatchSchema.parse>;

const pathOf = (venueId: string): string => `${API}/venues/${venueId}/webhooks`;
const onePath = ({ venueId, id }: Webhook): string => `${pathOf(venueId)}/${id}`;

export const channelsQuery = (venueId: string) =>
  queryOptions({
    queryKey: ["channels", venueId],
    queryFn: ({ signal }) =>
      call(channelList, `${pathOf(venueId)}${query({ limit: 200 })}`, { signal }),
    // Whoever comes here wants to know whether they work.
    staleTime: 0,
  });

export const createChannel = (venueId: string, body: NewChannel, attempt: string) =>
  call(webhookCreatedSchema, pathOf(venueId), { method: "POST", body, attempt });
export const changeChannel = (channel: Webhook, body: ChannelChange): Promise<Webhook> =>
  call(webhookSchema, onePath(channel), { method: "PATCH", body, version: channel.version });
export const removeChannel = (channel: Webhook) =>
  call(nothing, onePath(channel), { method: "DELETE", version: channel.version });
export const testChannel = (channel: Webhook): Promise<TestAnswer> =>
  call(testAnswerSchema, `${onePath(channel)}/test`, { method: "POST", body: {} });
