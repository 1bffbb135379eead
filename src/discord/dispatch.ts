// Every event comes through here: to the code that answers it, and to the single catch of whatever that throws.
import {
  ComponentType,
  type AutocompleteInteraction,
  type Interaction,
  type Message,
  type MessageComponentInteraction,
} from 'discord.js';
import { EarlierOutletGone } from '../conversation.ts';
import { HostError, messageOf, UserError } from '../errors.ts';
import { asRequest, requestId, type Log } from '../log.ts';
import type { Messages } from '../messages/messages.ts';
import { NotAdmitted } from './admission.ts';
import { answerButton } from './buttons.ts';
import { withinLimits, type Control } from './command.ts';
import { commands, controls, menus } from './commands.ts';
import {
  contextOf,
  placeOf,
  placeWith,
  setWhere,
  type Context,
  type Place,
  type Services,
} from './context.ts';
import { controlName } from './paging.ts';
import { Muted, mutedBy } from './permissions.ts';
import { answerMessage, isForBot, isOpenQuestion } from './questions.ts';
import { Busy } from './rate-limits.ts';
import { expectedRefusal } from './refusals.ts';
import { respond, respondTo, tell, type Posting, type Response, type Used } from './respond.ts';
import { learnThread } from './threads.ts';

type Asked = Message | Used | AutocompleteInteraction;

const logged = new WeakSet<HostError>();
const byName = new Map(commands.map((command) => [command.data.name, command]));
const menuByName = new Map(menus.map((menu) => [menu.data.name, menu]));
const controlByName = new Map(controls.map((control) => [control.name, control]));

/** Answers a message if it is for the bot. Never rejects. */
export async function onMessage(message: Message, services: Services): Promise<void> {
  if (!isForBot(message) && !(await isOpenQuestion(message, services))) return;
  await attempt('mention', message, services, async (context) => {
    const response = answerMessage(message, context);
    if (response) await respondTo(message, response, context);
  });
}

/** Answers a command, offers choices, does what a button is for. Never rejects. */
export async function onInteraction(interaction: Interaction, services: Services): Promise<void> {
  if (interaction.isAutocomplete()) {
    const { commandName: name } = interaction;
    await attempt(name, interaction, services, async (context) => {
      const command = known(byName.get(name), `/${name}`, context.messages);
      const choices = await services.rateLimits.choicesFor(
        interaction.user.id,
        async () => (await command.choices?.(interaction, context)) ?? [],
      );
      await interaction.respond(withinLimits(choices));
    });
  } else if (
    interaction.isChatInputCommand() ||
    interaction.isMessageContextMenuCommand() ||
    interaction.isMessageComponent()
  ) {
    await attempt(eventOf(interaction), interaction, services, async (context) =>
      respond(interaction, await responseTo(interaction, context), context),
    );
  }
}

/** What the log calls it. */
function eventOf(used: Used): string {
  if (!used.isMessageComponent()) return used.commandName;
  const name = controlName(used.customId);
  return used.isButton() && !controlByName.has(name) ? 'button' : name;
}

/** @throws UserError in the person's language when it is of another version of Attest */
function responseTo(used: Used, context: Context): Response | Promise<Posting> {
  const { messages } = context;
  if (used.isChatInputCommand())
    return known(byName.get(used.commandName), `/${used.commandName}`, messages).answer(used, context);
  if (used.isMessageContextMenuCommand())
    return known(menuByName.get(used.commandName), used.commandName, messages).answer(used, context);
  refuseForged(used, messages);
  const control = controlByName.get(controlName(used.customId));
  if (control) return turned(used, control, context);
  if (used.isButton()) return answerButton(used, context);
  throw new UserError(messages.oldButton, messages.askAgain);
}

/**
 * People are shown nothing but what stands on a message, but a client of their own may send any custom id with any message, and
 * so have the bot write on it what it never would.
 * @throws UserError for what does not stand there, or not any more
 */
function refuseForged(used: MessageComponentInteraction, messages: Messages): void {
  const rows = used.message.components.filter((row) => row.type === ComponentType.ActionRow);
  const found = rows
    .flatMap(({ components }) => components)
    .find(({ customId, type }) => customId === used.customId && type === used.componentType);
  if (!found || found.disabled) throw new UserError(messages.oldButton, messages.askAgain);
  if (!used.isStringSelectMenu()) return;
  const offered = found.type === ComponentType.StringSelect ? found.options.map(({ value }) => value) : [];
  if (!used.values.every((value) => offered.includes(value)))
    throw new UserError(messages.buttonLost, messages.askAgain);
}

/** Turns the page for whoever had asked; anybody else gets that page for themselves, in private. */
const turned = (used: MessageComponentInteraction, control: Control, context: Context): Response => ({
  to: used.message.interactionMetadata?.user.id === used.user.id ? 'message' : 'asker',
  work: () => control.turn(used, context),
});

function known<T>(command: T | undefined, name: string, messages: Messages): T {
  if (command) return command;
  throw new UserError(messages.noCommand(name), messages.reloadDiscord);
}

/** Every line in the log about what was asked has the same `request`. */
const attempt = (...asked: Parameters<typeof attempted>): Promise<void> =>
  asRequest(() => attempted(...asked));

async function attempted(
  event: string,
  asked: Asked,
  services: Services,
  answer: (context: Context) => Promise<void>,
): Promise<void> {
  let set = await setWhere(asked, services);
  let place = placeOf(asked, set);
  const { messages } = place;
  const end = mayBeTold(asked) ? services.unfinished.begin(asked, messages) : undefined;
  try {
    if (services.stopping.aborted) throw new UserError(messages.stopping, messages.inAMinute);
    if (mayBeTold(asked)) await services.rateLimits.admit(askerOf(asked), null);
    // What is set for the channel of a thread holds in it, and may be found only now.
    if ('author' in asked && (await learnThread(asked))) set = await setWhere(asked, services);
    if (!isForAll(asked))
      place = placeWith(await services.admission.settingsFor(asked, set, messages), asked);
    // Whoever may not ask there uses up nothing of the server's.
    if (mayBeTold(asked)) await services.rateLimits.admitServer(asked.guildId);
    await services.archive.use((archive) => answer(contextOf(asked, place, services, archive)));
  } catch (thrown) {
    await report(event, asked, thrown, place, services);
  } finally {
    end?.();
  }
}

/** What whoever may not ask may use all the same. */
const isForAll = (asked: Asked): boolean =>
  !('author' in asked) && asked.isChatInputCommand() && byName.get(asked.commandName)?.isForAll === true;

/** Choices are no questions, nor can they tell anything: they come with every letter. */
const mayBeTold = (asked: Asked): asked is Exclude<Asked, AutocompleteInteraction> => 'reply' in asked;

const askerOf = (asked: Exclude<Asked, AutocompleteInteraction>) =>
  'author' in asked ? asked.author.id : asked.user.id;

/** The person is told in a sentence, the log in a line. */
async function report(
  event: string,
  asked: Asked,
  thrown: unknown,
  place: Place,
  services: Services,
): Promise<void> {
  const { log, rateLimits } = services;
  const where = { event, channel: asked.channelId, guild: asked.guildId };
  // Discord refuses to let the bot write: nobody sees that but in the log, unless they are told in another way.
  const muted = 'author' in asked ? mutedBy(thrown, asked, place.messages) : null;
  const sentence = sentenceFor(thrown, where, place, services) ?? muted?.sentence ?? null;
  if (!mayBeTold(asked)) return offerNothing(asked, log);
  if (sentence === null) return;
  // What was said to all, and not to the bot, needs no refusal.
  if (thrown instanceof NotAdmitted && 'author' in asked && !isForBot(asked)) return;
  const cause = muted ?? thrown;
  if (isForOnce(cause) && 'author' in asked && !rateLimits.mayTell(asked.author.id)) return;
  await tell(asked, sentence, place.messages, cause instanceof Muted).catch((untold: unknown) => {
    log.warn({ ...where, reason: messageOf(untold) }, 'could not tell the person');
  });
}

/** Rather no choices than the notice that there is an error. */
async function offerNothing(asked: AutocompleteInteraction, log: Log): Promise<void> {
  if (asked.responded) return;
  await asked.respond([]).catch((thrown: unknown) => {
    log.debug({ reason: messageOf(thrown) }, 'no choices are shown');
  });
}

/** What every further message would bring about again: told once a minute. */
const isForOnce = (thrown: unknown) =>
  thrown instanceof Busy || thrown instanceof Muted || thrown instanceof NotAdmitted;

/** What the person is to be told, if anybody can still be; what nobody expected is logged with the id told. */
function sentenceFor(
  thrown: unknown,
  where: object,
  place: Place,
  { log, rebuilds, telemetry }: Services,
): string | null {
  if (thrown instanceof HostError) {
    telemetry.emit('failed', 'machine');
    // Every further question meets the damage that one of them has found.
    const told = { ...where, reason: thrown.message };
    if (logged.has(thrown)) log.debug(told, 'refused by what is on this machine');
    else log.error(told, 'refused by what is on this machine');
    logged.add(thrown);
    if (!thrown.isDamage) return place.messages.machineTrouble;
    void rebuilds.heal(log);
    return place.messages.indexDamaged;
  }
  if (thrown instanceof UserError) {
    telemetry.emit('failed', thrown instanceof Busy ? 'busy' : 'declined');
    // At debug, for it may hold what the person typed.
    log.debug({ ...where, reason: thrown.message }, 'declined');
    return worded(thrown, place);
  }
  const refusal = expectedRefusal(thrown);
  if (refusal) {
    telemetry.emit('failed', 'discord');
    log.warn({ ...where, code: refusal.code, reason: refusal.message }, 'Discord refused');
    return null;
  }
  telemetry.emit('failed', 'bug');
  const id = requestId();
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  log.error({ ...where, id, reason: messageOf(thrown), stack }, 'failed');
  return place.messages.wentWrong(id);
}

/** What was thrown where nobody knew who asks, in the person's language. */
function worded(thrown: UserError, { messages, settings: { outlets } }: Place): string {
  if (thrown instanceof Busy) return thrown.sentenceIn(messages);
  if (!(thrown instanceof EarlierOutletGone)) return thrown.sentence;
  const only = outlets.length > 0 ? [messages.onlyHere(outlets.join(', '))] : [];
  return [messages.earlierOutletGone, ...only, messages.askInFull].join(' ');
}
