// What every message of Attest has in common: plain content, no previews, no pings, within Discord's limit.
// Not embeds: people switch them off, phones narrow them, "Copy text" and the search pass them by. Not Components V2:
// their push notifications are empty. Buttons stand under plain content as well.
import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
} from 'discord.js';

/** Discord's limit for `content`. It counts code points; UTF-16 units are never fewer. */
export const MESSAGE_LIMIT = 2000;

/** Nobody is pinged, not even the person who is answered. */
export const NO_MENTIONS: Payload['allowedMentions'] = { parse: [], repliedUser: false };

export interface Payload {
  content: string;
  flags: MessageFlags.SuppressEmbeds;
  allowedMentions: { parse: []; repliedUser: false };
  /** Buttons; left out, an edited message keeps its own. */
  components?: APIActionRowComponent<APIComponentInMessageActionRow>[];
}

/**
 * A message of the given content, with what stands below it.
 * @throws RangeError when the content is over Discord's limit: whoever lays it out has to measure
 */
export function payload(content: string, components?: Payload['components']): Payload {
  if (content.length > MESSAGE_LIMIT) {
    throw new RangeError(`Expected content of at most ${MESSAGE_LIMIT} characters, got ${content.length}`);
  }
  return {
    content,
    flags: MessageFlags.SuppressEmbeds,
    allowedMentions: NO_MENTIONS,
    ...(components && { components }),
  };
}

export type ButtonRow = APIActionRowComponent<APIButtonComponentWithCustomId>;

export const button = (label: string, custom_id: string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id,
});

export const buttonRow = (components: APIButtonComponentWithCustomId[]): ButtonRow => ({
  type: ComponentType.ActionRow,
  components,
});
