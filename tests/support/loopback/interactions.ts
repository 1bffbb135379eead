// Interactions of the loopback Discord: the first callback and its deadline, then edits and follow-ups by token.
// https://discord.com/developers/docs/interactions/receiving-and-responding
import {
  type APIMessage,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord.js';
import {
  choiceProblems,
  isEmptyMessage,
  type Json,
  json,
  list,
  mentionProblems,
  messageProblems,
} from '../discord-rules.ts';
import { isElsewhere } from './events.ts';
import { fairNow } from '../fair-clock.ts';
import { pause, type Route, type SeenRequest } from './http.ts';
import { attachmentsOf, partsOf, pinged, Refusal, refuseEmptyEdit, tellClient } from './messages.ts';
import { BOT_ID, botUser, type StoredMessage } from './types.ts';
import { type Deadlines, type Interaction, isLoading, isPrivate, type Premises } from './state.ts';
import { wire } from './channels.ts';

const MESSAGE_TYPES: unknown[] = [
  InteractionResponseType.ChannelMessageWithSource,
  InteractionResponseType.UpdateMessage,
];
const UPDATE_TYPES: unknown[] = [
  InteractionResponseType.UpdateMessage,
  InteractionResponseType.DeferredMessageUpdate,
];

/** Where the bot is no member. */
const MAX_FOLLOW_UPS = 5;

export class Interactions {
  readonly #premises: Premises;
  readonly #deadlines: Deadlines;
  readonly #violate: (what: string) => void;

  constructor(premises: Premises, deadlines: Deadlines, violate: (what: string) => void) {
    this.#premises = premises;
    this.#deadlines = deadlines;
    this.#violate = violate;
  }

  /** What nobody has answered in time, as violations. */
  overdue(): string[] {
    const { lateAfter } = this.#deadlines;
    const late = ({ sentAt, fairSentAt, acknowledgement, expired }: Interaction) =>
      sentAt > 0 && !acknowledgement && !expired && fairNow() - fairSentAt > lateAfter;
    return [...this.#premises.open.values()]
      .filter(late)
      .map(({ label }) => `${label} was not acknowledged within ${lateAfter} ms`);
  }

  /** The routes by which a client answers; the token in the path is the authorization. */
  routes(): Route[] {
    const checks = { open: true, problems: messageProblems, style: mentionProblems };
    const one = '/webhooks/:/:/messages/:';
    return [
      {
        method: 'POST',
        path: '/interactions/:/:/callback',
        open: true,
        problems: callbackProblems,
        style: (body) => (MESSAGE_TYPES.includes(body.type) ? mentionProblems(json(body.data)) : []),
        answer: (request, id, token) => this.#callback(request, id, token),
      },
      {
        method: 'POST',
        path: '/webhooks/:/:',
        ...checks,
        answer: (request, _, token) => this.#followUp(request, token),
      },
      {
        method: 'GET',
        path: one,
        open: true,
        answer: (_, __, token, id) => wire(this.#message(token, id).message),
      },
      {
        method: 'PATCH',
        path: one,
        ...checks,
        answer: (request, _, token, id) => this.#edit(request, token, id),
      },
      {
        method: 'DELETE',
        path: one,
        open: true,
        answer: (_, __, token, id) => {
          this.#message(token, id).message.deleted = true;
        },
      },
    ];
  }

  async #callback(request: SeenRequest, id?: string, token?: string): Promise<unknown> {
    const interaction = this.#premises.open.get(String(token));
    if (!interaction || interaction.id !== id) throw new Refusal(404, 10062, 'Unknown interaction');
    const { lateAfter, delay } = this.#deadlines;
    const late = fairNow() - interaction.fairSentAt > lateAfter;
    if (late) this.#violate(`${interaction.label} was acknowledged after ${lateAfter} ms`);
    await pause(delay);
    if (interaction.expired || late || fairNow() - interaction.fairSentAt > lateAfter) {
      interaction.expired = true;
      throw new Refusal(404, 10062, 'Unknown interaction');
    }
    if (interaction.acknowledgement) {
      throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
    }
    this.#acknowledge(interaction, request);
    return request.query.includes('with_response=true') ? resource(interaction) : undefined;
  }

  #acknowledge(interaction: Interaction, { body, files, at }: SeenRequest): void {
    const { type, data } = json(body);
    const fields = json(data);
    if (MESSAGE_TYPES.includes(type) && isEmptyMessage(fields, files.length)) {
      throw new Refusal(400, 50006, 'Cannot send an empty message');
    }
    const response = type as InteractionResponseType;
    const flags = Number(fields.flags ?? 0);
    interaction.acknowledgement = { type: response, flags, at, afterMs: at - interaction.sentAt };
    if (type === InteractionResponseType.ApplicationCommandAutocompleteResult) {
      interaction.choices = list(fields.choices) as NonNullable<Interaction['choices']>;
    } else if (UPDATE_TYPES.includes(type)) {
      interaction.original = interaction.source!;
      if (type === InteractionResponseType.UpdateMessage) this.#change(interaction.source!, fields);
    } else {
      const loading =
        type === InteractionResponseType.DeferredChannelMessageWithSource ? MessageFlags.Loading : 0;
      interaction.original = this.#post(interaction, { ...fields, flags: flags | loading }, files);
    }
  }

  #followUp({ body, files }: SeenRequest, token?: string): unknown {
    const interaction = this.#valid(token);
    const fields = json(body);
    if (isEmptyMessage(fields, files.length)) throw new Refusal(400, 50006, 'Cannot send an empty message');
    // Discord fills a deferred response with the first follow-up, whose own flags then count for nothing.
    const { original, followups } = interaction;
    if (original && isLoading(original)) return wire(this.#change(original, fields));
    if (isElsewhere({ id: interaction.channelId }) && followups.length >= MAX_FOLLOW_UPS)
      throw new Refusal(400, 40094, 'This interaction has hit the maximum number of follow up messages');
    const message = this.#post(interaction, fields, files);
    interaction.followups.push(message);
    return wire(message);
  }

  #edit({ body, files }: SeenRequest, token?: string, id?: string): unknown {
    const { message } = this.#message(token, id);
    refuseEmptyEdit(message, { ...json(body), ...attachmentsOf(files) });
    return wire(this.#change(message, json(body), files));
  }

  #post(interaction: Interaction, fields: Json, files: SeenRequest['files']): StoredMessage {
    const isCommand = interaction.type === InteractionType.ApplicationCommand;
    const message = this.#premises.world.post(interaction.channelId, botUser, {
      ...partsOf(fields),
      ...attachmentsOf(files),
      ...pinged(fields, undefined),
      flags: Number(fields.flags ?? 0) | (interaction.isAlone ? MessageFlags.Ephemeral : 0),
      type: isCommand ? MessageType.ChatInputCommand : MessageType.Reply,
      application_id: BOT_ID,
      webhook_id: BOT_ID,
      interaction_metadata: metadata(interaction),
    });
    this.#tell('MESSAGE_CREATE', message);
    return message;
  }

  /** Whether a response is private was settled by the first callback: later flags do not change it. */
  #change(
    message: StoredMessage,
    { flags: _flags, ...fields }: Json,
    files: SeenRequest['files'] = [],
  ): StoredMessage {
    this.#premises.world.edit(message, { ...partsOf(fields), ...attachmentsOf(files) });
    this.#tell('MESSAGE_UPDATE', message);
    return message;
  }

  #tell(event: string, message: StoredMessage): void {
    if (!isPrivate(message)) tellClient(this.#premises.gateway, this.#premises.world, event, message);
  }

  #valid(token?: string): Interaction {
    const interaction = this.#premises.open.get(String(token));
    if (!interaction?.acknowledgement) throw new Refusal(404, 10015, 'Unknown Webhook');
    if (interaction.tokenExpired) throw new Refusal(401, 50027, 'Invalid Webhook Token');
    return interaction;
  }

  #message(token?: string, id?: string): { message: StoredMessage } {
    const { original, followups } = this.#valid(token);
    const known = [...(original ? [original] : []), ...followups];
    const message = id === '@original' ? original : known.find((each) => each.id === id);
    if (!message || message.deleted) throw new Refusal(404, 10008, 'Unknown Message');
    return { message };
  }
}

/** Discord writes on a response who had asked for it. */
function metadata({ id, type, user, owners }: Interaction): NonNullable<APIMessage['interaction_metadata']> {
  const facts = { id, type, user, authorizing_integration_owners: owners };
  return facts as NonNullable<APIMessage['interaction_metadata']>;
}

function callbackProblems({ type, data }: Json): string[] {
  const fields = json(data);
  if (MESSAGE_TYPES.includes(type)) return messageProblems(fields);
  const isChoices = type === InteractionResponseType.ApplicationCommandAutocompleteResult;
  return isChoices ? choiceProblems(fields.choices) : [];
}

function resource({ id, type, original, acknowledgement }: Interaction) {
  const message = original ? { message: wire(original) } : {};
  const facts = {
    id,
    type,
    response_message_id: original?.id,
    response_message_loading: !!original && isLoading(original),
  };
  return { interaction: facts, resource: { type: acknowledgement?.type, ...message } };
}
