// The names and descriptions of commands, options and choices in German and Russian, for Discord's own localisation fields.
// English is what the command itself says.
import type { Language } from './messages.ts';

/** What is translated of a command as Discord takes it; one of the message menu has only a name. */
interface Named {
  name: string;
  description?: string | undefined;
  options?: readonly NamedOption[] | undefined;
}

interface NamedOption {
  name: string;
  choices?: readonly { value: string | number }[] | undefined;
}

/** Name and description, the description of at most 100 characters. */
type Labels = readonly [name: string, description: string];
type Translated = Record<'de' | 'ru', Labels>;

const COMMANDS: Record<string, Translated> = {
  ask: {
    de: ['frage', 'Das Archiv fragen: Es antwortet mit wörtlichen Zitaten und ihren Quellen'],
    ru: ['вопрос', 'Спросить архив: он отвечает дословными цитатами с источниками'],
  },
  quotes: {
    de: ['zitate', 'Was jemand laut Archiv gesagt hat, das Neueste zuerst'],
    ru: ['цитаты', 'Что говорил человек по данным архива, сначала новое'],
  },
  check: {
    de: ['prüfen', 'Steht das im Archiv: wörtlich, ähnlich oder gar nicht?'],
    ru: ['проверка', 'Есть ли это в архиве: дословно, похоже или нет'],
  },
  timeline: {
    de: ['chronik', 'Ein Thema Tag für Tag, jeder Tag mit einem Zitat, das Älteste zuerst'],
    ru: ['хроника', 'Тема день за днём, каждый день с цитатой, сначала старое'],
  },
  source: {
    de: ['quelle', 'Einen Artikel nachschlagen: Titel, Medium, Datum, Link und erste Sätze'],
    ru: ['источник', 'Найти статью: заголовок, издание, дата, ссылка и первые предложения'],
  },
  status: {
    de: ['status', 'Was das Archiv enthält: Artikel, Daten, Medien, Modell, Alter des Index'],
    ru: ['статус', 'Что есть в архиве: статьи, даты, издания, модель, возраст индекса'],
  },
  help: {
    de: ['hilfe', 'Was Attest kann, und was das Archiv enthält'],
    ru: ['помощь', 'Что умеет Attest и что есть в архиве'],
  },
  reindex: {
    de: ['neu-indexieren', 'Den Index aus dem Korpusordner neu bauen'],
    ru: ['переиндексация', 'Перестроить индекс из папки корпуса'],
  },
  settings: {
    de: ['einstellungen', 'Was auf diesem Server und in seinen Kanälen gilt: ansehen und ändern'],
    ru: ['настройки', 'Что действует на этом сервере и в его каналах: посмотреть и изменить'],
  },
  insights: {
    de: ['einblicke', 'Was gefragt wurde, und was dem Archiv fehlt'],
    ru: ['обзор', 'О чём спрашивали и чего не хватает архиву'],
  },
  'forget-me': {
    de: ['vergiss-mich', 'Deine Stimmen und Fragen löschen'],
    ru: ['забыть-меня', 'Удалить ваши голоса и вопросы'],
  },
};

const MENUS: Record<string, Record<'de' | 'ru', string>> = {
  'Find sources': { de: 'Quellen finden', ru: 'Найти источники' },
};

/** An option means the same in every command that has it. */
const OPTIONS: Record<string, Translated> = {
  question: { de: ['frage', 'Was möchtest du wissen?'], ru: ['вопрос', 'Что вы хотите узнать?'] },
  from: {
    de: ['von', 'Nur Artikel ab diesem Tag, JJJJ-MM-TT'],
    ru: ['с', 'Только статьи с этого дня, ГГГГ-ММ-ДД'],
  },
  to: {
    de: ['bis', 'Nur Artikel bis zu diesem Tag, JJJJ-MM-TT'],
    ru: ['по', 'Только статьи по этот день, ГГГГ-ММ-ДД'],
  },
  outlet: {
    de: ['medium', 'Nur Artikel dieses Mediums'],
    ru: ['издание', 'Только статьи этого издания'],
  },
  asof: {
    de: ['stand', 'Was das Archiv an diesem Tag wusste, JJJJ-MM-TT'],
    ru: ['на-дату', 'Что архив знал в этот день, ГГГГ-ММ-ДД'],
  },
  private: {
    de: ['privat', 'Die Antwort nur mir zeigen'],
    ru: ['приватно', 'Показать ответ только мне'],
  },
  title: {
    de: ['titel', 'Titel, Medium oder Wörter des Artikels'],
    ru: ['заголовок', 'Заголовок, издание или слова статьи'],
  },
  speaker: {
    de: ['person', 'Wessen Worte? Ein Name oder sein Anfang'],
    ru: ['кто', 'Чьи слова? Имя или его начало'],
  },
  explain: {
    de: ['erklären', 'Mir allein sagen, wie die Antwort zustande kam'],
    ru: ['объяснить', 'Сказать только мне, как получился ответ'],
  },
  channel: { de: ['kanal', 'Nur für diesen Kanal einstellen'], ru: ['канал', 'Только для этого канала'] },
  every: {
    de: ['jede-frage', 'Jede Frage im Kanal beantworten, auch ohne Erwähnung'],
    ru: ['каждый-вопрос', 'Отвечать в канале на каждый вопрос, без упоминания'],
  },
  answers: { de: ['antworten', 'Wo Antworten stehen'], ru: ['ответы', 'Где стоят ответы'] },
  outlets: {
    de: ['medien', 'Nur aus diesen Medien antworten (durch ; getrennt); all: ohne Grenze'],
    ru: ['издания', 'Отвечать только по этим изданиям (через точку с запятой); all: без ограничений'],
  },
  language: {
    de: ['sprache', 'Sprache der Oberfläche; Zitate bleiben in der ihres Artikels'],
    ru: ['язык', 'Язык интерфейса; цитаты остаются на языке статьи'],
  },
  texts: {
    de: ['texte', 'Texte von Fragen für /insights behalten; False löscht sie'],
    ru: ['тексты', 'Хранить тексты вопросов для /insights; False удаляет их'],
  },
  role: {
    de: [
      'rolle',
      'Nur wer diese oder eine andere so gewählte Rolle hat, darf fragen; noch einmal: nicht mehr',
    ],
    ru: ['роль', 'Спрашивать могут только те, у кого есть выбранная роль; ещё раз: отменить'],
  },
  blocked: {
    de: ['gesperrt', 'Diese Person darf hier nicht fragen; noch einmal: wieder erlaubt'],
    ru: ['запрет', 'Этот человек не может здесь спрашивать; ещё раз: снова может'],
  },
  reset: {
    de: ['zurücksetzen', 'Alles zurücknehmen, was für den Server oder den Kanal gilt'],
    ru: ['сброс', 'Отменить всё заданное для сервера или канала'],
  },
  days: { de: ['tage', 'So viele Tage zurück'], ru: ['дней', 'За сколько дней'] },
  topic: { de: ['thema', 'Worüber? Ein paar Wörter'], ru: ['тема', 'О чём? Несколько слов'] },
  quote: {
    de: ['zitat', 'Das Zitat oder die Behauptung'],
    ru: ['цитата', 'Цитата или утверждение'],
  },
};

/** The choices of an option by their value; languages are called what they call themselves. */
const CHOICES: Record<string, Record<string, Record<'de' | 'ru', string>>> = {
  answers: {
    reply: { de: 'als Antwort im Kanal', ru: 'ответом в канале' },
    thread: { de: 'in einem eigenen Thread', ru: 'в отдельной ветке' },
  },
  language: { auto: { de: 'Die Sprache jeder Person', ru: 'Свой язык у каждого' } },
};

/** The same command with what it is called in the other languages; what the tables lack stays English. */
export function localised<Data extends Named>(data: Data): Data {
  if (data.description === undefined) return { ...data, name_localizations: MENUS[data.name] ?? null };
  const options = (data.options ?? []).map((option) => ({
    ...option,
    ...fields(OPTIONS[option.name]),
    ...(option.choices && { choices: option.choices.map(choiceOf(option.name)) }),
  }));
  return { ...data, ...fields(COMMANDS[data.name]), ...(options.length > 0 && { options }) };
}

const choiceOf =
  (option: string) =>
  <C extends { value: string | number }>(choice: C): C => {
    const names = CHOICES[option]?.[choice.value];
    return names ? { ...choice, name_localizations: names } : choice;
  };

function fields(words: Translated | undefined) {
  if (!words) return {};
  return {
    name_localizations: { de: words.de[0], ru: words.ru[0] },
    description_localizations: { de: words.de[1], ru: words.ru[1] },
  };
}

/** What a command is called in a language, and what it does. */
export function labelsOf(
  { name, description }: { name: string; description: string },
  language: Language,
): Labels {
  const words = language === 'en' ? undefined : COMMANDS[name]?.[language];
  return words ?? [name, description];
}

/** What a command of the message menu is called in a language. */
export const menuName = ({ name }: Named, language: Language): string =>
  (language === 'en' ? undefined : MENUS[name]?.[language]) ?? name;
