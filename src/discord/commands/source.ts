// /source: the card of an article, found by its title, its outlet or its words, within days and an outlet if wished.
import {
  ComponentType,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type Message,
} from 'discord.js';
import type { PartOfArchive } from '../../archive.ts';
import { UserError } from '../../errors.ts';
import type { Messages } from '../../messages/messages.ts';
import { isDay } from '../../text/days.ts';
import type { Article, Source } from '../../types.ts';
import { command, MAX_CHOICE, MAX_CHOICES, textOption, type Command, type Control } from '../command.ts';
import type { Context } from '../context.ts';
import { answerWithin, LIMITS, outletChoices, type Limits } from '../options.ts';
import { renderSource } from '../views/cards.ts';
import { shorten } from '../views/markdown.ts';

const MAX_TYPED = 300;
const MAX_OUTLET = 40;
/** Articles named below the card, when the words match several; the menu has more. */
const MAX_OTHERS = 3;
const ARTICLE_ID = /^[0-9a-f]{16}$/;
const NAME = 'source';
const MENU_ID = `${NAME}|`;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export const source: Command = {
  data: command(NAME, 'Look an article up: title, outlet, date, link and first sentences', [
    textOption('title', 'Title, outlet or words of the article', {
      max_length: MAX_TYPED,
      autocomplete: true,
      required: true,
    }),
    ...LIMITS,
  ]),

  answer(interaction, context) {
    const { messages } = context;
    const typed = interaction.options.getString('title', true);
    return answerWithin(interaction, context, async (limits) => {
      const { article, others } = await find(typed, limits, context);
      const card = renderSource(article, others.slice(0, MAX_OTHERS), messages);
      return { ...card, components: menuOf(article, others, messages) };
    });
  },

  async choices(interaction, context) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'outlet') return outletChoices(interaction, context);
    const filter = typedLimits(interaction.options);
    const found = await context.archive.find({ ...filter, text: value, limit: MAX_CHOICES });
    return found.map((each) => ({ name: choiceName(each), value: each.id }));
  },
};

/** Shows the article that is chosen from the menu, or says that it is gone; the menu stays. */
export const sourceChoice: Control = {
  name: NAME,
  async turn(interaction, { archive, messages }) {
    const id = interaction.isStringSelectMenu() ? interaction.values[0]! : '';
    const article = await archive.article({ id });
    if (!article) throw new UserError(messages.articleGone, messages.askAgain);
    const components = await visibleRows(interaction.message, archive);
    return { ...renderSource(article, [], messages), components };
  },
};

/** The menu of a card without what cannot be seen here any more. */
async function visibleRows({ components }: Message, archive: PartOfArchive): Promise<Row[]> {
  const menu = components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .find((component) => component.type === ComponentType.StringSelect);
  if (!menu) return [];
  const found = await Promise.all(menu.options.map(({ value: id }) => archive.article({ id })));
  const options = menu.options.filter((_, i) => found[i] !== undefined);
  return [rowOf(menu.placeholder ?? '', options)];
}

/** An id is what a choice stands for; anything else is what a person typed without choosing. */
async function find(
  typed: string,
  limits: Limits,
  { archive, messages }: Context,
): Promise<{ article: Article; others: Source[] }> {
  const chosen = ARTICLE_ID.test(typed) ? await archive.article({ id: typed }) : undefined;
  if (chosen) return { article: chosen, others: [] };
  const [best, ...others] = await archive.find({ ...limits, text: typed, limit: MAX_CHOICES });
  const article = best && (await archive.article({ id: best.id }));
  if (article) return { article, others };
  throw new UserError(messages.noArticle(shorten(typed, MAX_CHOICE)), messages.otherWords);
}

/** A menu of all that match, when several do. */
function menuOf(article: Source, others: readonly Source[], messages: Messages): Row[] {
  if (others.length === 0) return [];
  const options = [article, ...others].map((each) => ({ label: choiceName(each), value: each.id }));
  return [rowOf(messages.showOther, options)];
}

const rowOf = (placeholder: string, options: APISelectMenuOption[]): Row => ({
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.StringSelect, custom_id: MENU_ID, placeholder, options }],
});

/** Limits while typing: what is no day yet limits nothing. */
function typedLimits(options: { getString(name: string): string | null }): Limits {
  const [from, to, outlet] = ['from', 'to', 'outlet'].map((name) => options.getString(name)?.trim());
  return {
    ...(from && isDay(from) && { from }),
    ...(to && isDay(to) && { to }),
    ...(outlet && { outlet }),
  };
}

/** The title gives way, so that outlet and day stay to be seen. */
function choiceName({ title, outlet, published }: Source): string {
  const origin = ` · ${shorten(outlet, MAX_OUTLET)}, ${published}`;
  return shorten(title, MAX_CHOICE - origin.length) + origin;
}
