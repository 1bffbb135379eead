// What Attest says in Russian. Data: see messages.ts.
import type { Lapse } from '../text/lapse.ts';
import { formatsOf, type Forms } from './formats.ts';
import type { Messages } from './messages.ts';
import { after, megabytes, REBUILD, UPDATE, worded } from './told.ts';

const formats = formatsOf('ru');
const { counted, day, decimal, list } = formats;
const UNITS: Record<Lapse['unit'], Forms> = {
  minute: { one: 'минута', few: 'минуты', other: 'минут' },
  hour: { one: 'час', few: 'часа', other: 'часов' },
  day: { one: 'день', few: 'дня', other: 'дней' },
  month: { one: 'месяц', few: 'месяца', other: 'месяцев' },
  year: { one: 'год', few: 'года', other: 'лет' },
};

const run = (command: string): string => `Выполните: ${command}`;

export const ru: Messages = {
  ...formats,
  language: 'ru',

  // An answer. The word before the question is how it is read back from a message: those sent so far must stay readable.
  question: 'Вопрос',
  only: (limits) => `Только ${limits}`,
  asOf: (day) => `по состоянию на ${day}`,
  sameIn: (places) => `То же самое: ${places}`,
  quotesLeftOut: (n, more, places) =>
    `${more ? 'Ещё ' : ''}${counted(n, { one: 'цитата не вошла', few: 'цитаты не вошли', other: 'цитат не вошло' })}, слишком длинно для этого сообщения${after(places)}`,
  passagesLeftOut: (n, more, places) =>
    `${more ? 'Ещё ' : ''}${counted(n, { one: 'отрывок не вошёл', few: 'отрывка не вошли', other: 'отрывков не вошло' })}, слишком длинно для этого сообщения${after(places)}`,
  differing: (given) => `В статьях приводятся разные цифры: ${given}.`,
  quoted: (text) => `«${text}»`,
  lapse: (n, unit) => counted(n, UNITS[unit]),
  aged: (quotes, age, day) =>
    `${quotes === 1 ? 'Этой цитате' : 'Самой новой из этих цитат'} ${age} (${day}).`,
  otherYears: (articles, years, day) =>
    articles === 1
      ? `В вопросе названо другое время (${years}): эта статья вышла ${day} и его не упоминает.`
      : `В вопросе названо другое время (${years}): ни одна из этих статей не относится к нему и не упоминает его (ближайшая: ${day}).`,
  indexAge: (age) => `индексу ${age}`,
  indexNew: 'индекс только что построен',
  indexIncomplete: 'индекс не достроен',

  // Why there is no answer.
  noAnswer: 'Ответа нет.',
  noQuestion: 'Вопрос не задан.',
  nothingToLookFor: 'В вопросе нет слов, которые можно искать.',
  noSubject: 'В вопросе назван период, но не тема.',
  noMatch: 'В архиве нет ничего, что подходило бы к вопросу.',
  noMore: 'Других цитат об этом в архиве нет.',
  unclear: 'В архиве нет ясного ответа на этот вопрос.',
  notSaid: 'Статьи об этом есть, но ни одно предложение в них ясно не отвечает на вопрос.',
  covers: (articles, outlets, days) =>
    `В архиве ${counted(articles, { one: 'статья', few: 'статьи', other: 'статей' })}, изданий: ${outlets} (${days}).`,
  noDays: 'Период, названный в вопросе, лежит вне дней, которыми он ограничен.',
  daysWithoutArticles: (days) => `В архиве нет статей за этот период (он охватывает ${days}).`,
  itHas: (outlets) => `В нём есть: ${outlets}.`,
  unknownNames: (names) => `Ни в одной статье не упоминается ${names}.`,
  unknownWords: (list) => `В архиве нет ясного ответа: слово ${list} не встречается ни в одной статье.`,
  wordsReadAs: (words) => `Прочитано как: ${words}.`,
  didYouMean: (typed, candidates) => `Возможно, вместо ${typed} имелось в виду ${candidates}?`,
  foreignQuestion: (language, held) =>
    `Язык архива: ${held}; язык вопроса, по-видимому: ${language}. Спросите на языке архива.`,
  onlyHere: (outlets) => `Здесь ответы берутся только из этих изданий: ${outlets}.`,
  notHere: (outlet) => `«${outlet}» здесь не используется.`,
  chooseOfThose: 'Выберите одно из них.',

  // Its buttons, and what they open.
  nearest: 'Ближайшие отрывки',
  share: 'Поделиться',
  moreQuotes: 'Ещё цитаты',
  sideBySide: 'Сравнить издания',
  context: 'Контекст',
  back: 'Назад',
  quoteNumber: (n) => `Цитата ${n}`,
  further: (first, last, all) => `Другие цитаты: ${first}–${last} из ${all}`,
  newestFirst: 'Сравнение изданий, сначала новое',
  contextOf: (n) => `Контекст цитаты ${n} (выделена жирным)`,
  quoteTooLong: 'Цитата слишком длинная для этого сообщения.',
  askQuestionAgain: 'Задайте вопрос ещё раз.',
  noFurther: 'Других цитат об этом в архиве больше нет.',
  buttonLost: 'Того, к чему относилась эта кнопка, в архиве больше нет.',
  noAnswerNow: 'Ответа на этот вопрос в архиве больше нет.',
  quotedGone: 'Статьи с этой цитатой в архиве больше нет.',
  quotedChanged: 'Статья с этой цитатой с тех пор изменилась.',
  sharedBy: (who) => `Поделился участник ${who}`,
  sharedAlready: 'Этим ответом уже поделились.',
  lookInChannel: 'Он есть в канале.',
  votedUp: 'Учтено: это помогло. Другая кнопка меняет голос.',
  votedDown: 'Учтено: это не помогло. Другая кнопка меняет голос.',

  // /check
  exact: 'Дословно',
  near: 'Похоже, но не дословно',
  notFound: 'Не найдено',
  exactPlaces: (n, more) =>
    `Эти слова есть в архиве, ${more ? 'более чем ' : ''}в ${counted(n, { one: 'месте', few: 'местах', other: 'местах' })}.`,
  sameWords: (percent) => `Совпадает ${percent} % слов. Ближе в архиве ничего нет.`,
  sameButOrder: 'Слова те же, но некоторые пропущены или написаны иначе.',
  wholeSentences: 'Показаны целые предложения, в которых они стоят.',
  onlyInArticle: 'Только в статье',
  onlyInText: 'только в вашем тексте',
  differenceTooLong: 'Различия слишком длинны, чтобы показать их здесь.',
  absent: 'В архиве нет ни этих слов, ни похожего предложения.',
  notCompared: (words) =>
    `Дословно этого в архиве нет; текст длиннее ${counted(words, { one: 'слова', other: 'слов' })} далее не сравнивается.`,
  textTooLong: (characters) =>
    `Текст слишком длинный для проверки: не более ${counted(characters, { one: 'знака', other: 'знаков' })}.`,
  noWords: 'В тексте нет слов, которые можно искать.',
  headline: (title, origin) =>
    `Этого нет ни в одном предложении статей, это стоит в заголовке: ${title} (${origin}).`,
  heading: (title, origin) =>
    `Этого нет ни в одном предложении статей, это подзаголовок в статье ${title} (${origin}).`,
  caption: (title, origin) =>
    `Этого нет ни в одном предложении статей, это подпись к изображению в статье ${title} (${origin}).`,
  notSaidBy: (name) =>
    `Статья не приводит эти слова как сказанные (${name}): она отрицает, предполагает или выдумывает, что они прозвучали.`,
  foreign: (language, held) => `Язык архива: ${held}; язык текста, по-видимому: ${language}.`,
  nearestOnly: 'Ближайший отрывок (он этого не утверждает):',

  // Find sources
  messageHasNoText: 'В этом сообщении нет текста для проверки; изображения и вложения не читаются.',
  messageHasNoClaim: 'В этом сообщении нет целого предложения для проверки.',
  messageIsOwn: 'Это сообщение от Attest: то, что в нём цитируется, уже из архива.',
  onlyFirst: (n, all) => `Проверены только первые ${n} из ${all} предложений.`,
  nothingNear: 'В архиве нет ничего близкого.',

  // /timeline
  timelineOf: (topic, n) => `Хроника «${topic}»: ${counted(n, { one: 'день', few: 'дня', other: 'дней' })}`,
  noTimeline: (topic) => `В архиве нет ничего, что явно относилось бы к «${topic}».`,
  nearestPassages: 'Ближайшие отрывки (это не ответ):',

  // /help
  helpIntro:
    'Attest отвечает дословными цитатами из архива новостных статей; при каждой — кто это сказал, издание, дата и ссылка на само предложение. Он ничего не сочиняет и прямо говорит, если в архиве нет ответа.',
  helpAsk:
    'Чтобы спросить, упомяните бота, ответьте на его сообщение, напишите ему лично или используйте команду:',
  // The topic stands in some case, and would need another.
  whatSaid: (name) => `Что говорит ${name}?`,
  couldAsk: 'Можно спросить, например:',
  waysToAsk: 'Упомяните Attest и задайте вопрос, напишите ему лично или используйте /вопрос.',
  howToSetUp:
    'Те, кто управляет сервером, задают командой /настройки, в каких каналах, по каким изданиям и на каком языке отвечает Attest и кто может спрашивать. Все команды — в /помощь.',
  helpMenu: 'В меню любого сообщения, в разделе «Приложения»:',
  howAnswered: '**Как получился этот ответ** (это видите только вы)',
  askedAs: 'Вопрос',
  carriedOver: 'Взято из предыдущего вопроса:',
  nothingCarried: 'Из предыдущего вопроса ничего не взято.',
  carriedPerson: 'человек',
  carriedTopic: 'тема',
  carriedQuestion: 'вопрос',
  carriedLimits: 'рамки',
  noDaysNamed: (asOf) => `Дни: не названы (по состоянию на ${asOf}).`,
  daysRead: (isLimit, days, asOf) =>
    `Дни: ${isLimit ? 'только' : 'предпочтительно'} ${days} (по состоянию на ${asOf}).`,
  upTo: (day) => `по ${day}`,
  confidence: (value, threshold) =>
    `Уверенность: ${value}; начиная с ${threshold} это ответ. Что говорит за и что против:`,
  biasPart: 'без всяких свидетельств',
  firstPart: 'оценка первой цитаты читающей моделью',
  meaningPart: 'близость первой цитаты по смыслу',
  contextPart: 'слова вопроса вокруг первой цитаты',
  quotePart: 'насколько хорошо отвечают лучшие цитаты',
  passagePart: 'насколько подходит лучший отрывок',
  namedPart: 'в лучшей цитате есть имена из вопроса',
  unknownWordPart: (word) => `ни в одной статье нет ${word}`,
  unknownNamePart: (name) => `ни в одной статье не упоминается ${name}`,
  notSpokenPart: 'неизвестно, сказал ли это тот, о ком спрашивают',
  notAboutPart: 'в его статье нет того, о чём спрашивают',
  sentencesRead: (sentences, of, time) =>
    `Прочитано предложений: ${sentences} из ${of}, ${time}${sentences < of ? ', время вышло' : ''}.`,
  answersWith: (percent) => `; отвечает с вероятностью ${percent} %`,
  chosenFor: (score, context, article) =>
    `оценка ${score}: с заголовком и соседними предложениями охвачено ${context} % веса вопроса, статьёй — ${article} %`,
  wordsTheSame: (percent) => `совпадает ${percent} % слов`,

  // Days, counts, limits.
  days: (from, to) => (from === to ? day(from) : `${day(from)} — ${day(to)}`),
  onlyFrom: (day) => `с ${day}`,
  onlyTo: (day) => `по ${day}`,
  onlyIn: (outlet) => `в издании ${outlet}`,
  archive: (n, days) =>
    `Архив: ${counted(n, { one: 'статья', few: 'статьи', other: 'статей' })}${days && `, ${days}`}`,
  emptyArchive: 'Архив пуст.',

  // What is refused, and what to do about it.
  limit: {
    'no day': ({ typed }) => [`«${typed}» — не дата.`, 'Укажите её как ГГГГ-ММ-ДД, например 2023-07-31.'],
    'ends before it begins': ({ from, to }) => [
      `Период заканчивается (${day(to)}) раньше, чем начинается (${day(from)}).`,
      'Поменяйте даты местами.',
    ],
  },
  noOutlet: (outlet) => `В архиве нет издания «${outlet}».`,
  chooseShown: 'Выберите один из вариантов, показанных при вводе.',
  outletGone: 'Издания, которым ограничен этот список, больше нет в архиве.',
  articleGone: 'Этой статьи больше нет в архиве.',
  askAgain: 'Выполните команду ещё раз.',
  oldButton: 'Эта кнопка — от другой версии Attest.',
  stopping: 'Attest завершает работу.',
  restarted: 'Attest был перезапущен, пока отвечал на это. Спросите ещё раз.',
  inAMinute: 'Спросите ещё раз через минуту.',
  wentWrong: (id) => `Что-то пошло не так (${id}).`,
  indexDamaged: 'Архив повреждён и строится заново из своих статей. Спросите ещё раз через несколько минут.',
  machineTrouble:
    'Сейчас это невозможно: на машине этого бота что-то не в порядке. Что именно — сказано в его журнале.',

  // Pages and what does not fit.
  newer: 'Новее',
  older: 'Старее',
  earlier: 'Раньше',
  later: 'Позже',
  page: (n) => `страница ${n}`,
  pageOf: (n, all) => `страница ${n} из ${all}`,
  beyondEnd: 'На этой странице ничего нет: архив с тех пор изменился.',
  moreUnreachable: 'Есть ещё; сузьте период или издание, чтобы увидеть остальное.',
  tooLong: 'Слишком длинно, чтобы показать здесь:',

  // /quotes
  saidBy: (speaker) => `Что говорит ${speaker}`,
  about: (topic) => `на тему «${topic}»`,
  nothingSaid: 'В этих рамках в архиве нет высказываний.',
  noSpeaker: (typed) => `В архиве нет цитат человека по имени «${typed}».`,
  severalSpeakers: (typed) => `Имени «${typed}» соответствует несколько человек. Кто имеется в виду?`,
  quotations: (n) => counted(n, { one: 'цитата', few: 'цитаты', other: 'цитат' }),
  andMore: '… и другие',

  // /source
  noArticle: (typed) => `Нет статьи, соответствующей «${typed}».`,
  otherWords: 'Попробуйте меньше слов, другие слова или более широкие рамки.',
  also: 'Также',
  showOther: 'Показать другую статью',

  // How to ask, and who has to wait.
  howToAsk:
    'Задайте вопрос, например «что сказала мэр о мосте?»: упомяните Attest, напишите ему лично или используйте /вопрос.',
  beforeYours: (n) => `Вопросов перед вашим: ${n}…`,
  earlierOutletGone: 'Предыдущий вопрос был ограничен изданием, которого больше нет.',
  askInFull: 'Задайте вопрос полностью.',
  toldInPrivate: 'Спросивший узнаёт об этом лично.',
  youAsked: (n) => `Вы спросили ${counted(n, { one: 'раз', few: 'раза', other: 'раз' })} за минуту.`,
  serverAsked: (n) =>
    `На этом сервере спросили ${counted(n, { one: 'раз', few: 'раза', other: 'раз' })} за минуту.`,
  inSeconds: (n) =>
    `Спросите ещё раз через ${counted(n, { one: 'секунду', few: 'секунды', other: 'секунд' })}.`,
  lineFull: (n) => `Очередь заполнена (${counted(n, { one: 'вопрос', few: 'вопроса', other: 'вопросов' })}).`,

  // Permissions, as Discord's own settings call them in each language.
  'View Channels': 'Просматривать каналы',
  'Send Messages': 'Отправлять сообщения',
  'Send Messages in Threads': 'Отправлять сообщения в ветках',
  'Create Public Threads': 'Создавать публичные ветки',
  'Read Message History': 'Читать историю сообщений',

  // Of voice channels.
  Connect: 'Подключаться',
  mayNotAnswer: (channel, names) =>
    `Attest не может отвечать в #${channel}: не хватает права ${list(names.map((name) => `«${name}»`))}.`,
  giveIt: 'Его может дать тот, кто управляет каналом; /вопрос работает и без него.',
  refusedAnswer: (channel, names) =>
    `Discord отклонил сообщение Attest в #${channel}: вероятно, не хватает права ${list(names.map((name) => `«${name}»`))}.`,
  inTimeout: (channel) => `Attest не может отвечать в #${channel}: на этом сервере у него тайм-аут.`,
  endTimeout: 'Его может снять модератор сервера.',
  threadLocked: (channel) => `Attest не может отвечать в #${channel}: ветка заблокирована.`,
  unlockThread: 'Её может разблокировать тот, кто управляет ветками.',
  managersOnly: 'Это могут делать только те, кто управляет сервером.',
  managersRebuild: 'Перестраивать индекс могут только те, кто управляет сервером.',
  askManager: 'Обратитесь к одному из них.',
  noCommand: (name) => `У Attest больше нет команды ${name}.`,
  reloadDiscord: 'Перезагрузите Discord, чтобы увидеть имеющиеся.',

  // Кто может спрашивать и где
  excluded: 'Вам здесь нельзя задавать вопросы.',
  rolesOnly: 'Здесь могут спрашивать только участники с определёнными ролями.',
  askServerManager: 'Это могут изменить те, кто управляет сервером.',
  askOwner: 'Это может изменить владелец бота.',
  serverNotAllowed: 'На этом сервере Attest не отвечает.',
  leavesServer: 'Attest не может отвечать на этом сервере и покидает его.',
  notInPrivate: 'В личных сообщениях Attest не отвечает.',
  notElsewhere: 'Здесь Attest не отвечает.',
  membersOnly: 'Здесь могут спрашивать только участники определённых серверов.',
  nothingInCommon: 'Настройки ваших серверов не оставляют здесь ни одного издания для ответа.',
  serversUnknown: 'Discord сейчас не сообщает, на каких вы серверах.',
  askInServer: 'Спросите в канале сервера, на котором есть Attest.',

  // /status and /reindex
  articles: (n) => counted(n, { one: 'статья', few: 'статьи', other: 'статей' }),
  passages: (n) => counted(n, { one: 'отрывок', few: 'отрывка', other: 'отрывков' }),
  outlets: (n) => counted(n, { one: 'издание', few: 'издания', other: 'изданий' }),
  moreOutlets: (n) => `… и ещё ${counted(n, { one: 'издание', few: 'издания', other: 'изданий' })}`,
  datesCovered: 'Период',
  noDates: 'нет',
  model: 'Модель',
  lastBuilt: 'Последняя сборка',
  missingHere: (names) =>
    `В этом канале не хватает прав: ${names}. Упоминания здесь могут остаться без ответа.`,
  nMore: (n) => `… и ещё ${n}`,
  nMoreListed: (n, command) => `… и ещё ${n}; полный список даёт \`${command}\`.`,

  // /reindex
  stages: {
    model: 'Загрузка модели',
    reading: 'Чтение статей',
    copying: 'Копирование статей',
    embedding: 'Индексация статей',
    vectors: 'Связывание отрывков',
  },
  howFar: (stage, done, total, percent) => `${stage}: ${done} из ${total} (${percent} %)`,
  rebuilding: (progress) => `Индекс перестраивается. ${progress}`,
  rebuildingAlready: (progress) => `Индекс уже перестраивается: ${progress}.`,
  awaitReport: 'Дождитесь отчёта.',
  rebuilt: (seconds) => `**Индекс перестроен** за ${seconds} с. Ответы теперь берутся из него.`,
  embedded: (anew, reused) => `новых: ${anew}, прежних: ${reused}`,
  removed: (n) => `удалено: ${counted(n, { one: 'статья', few: 'статьи', other: 'статей' })}`,
  problems: (n) => counted(n, { one: 'ошибка', few: 'ошибки', other: 'ошибок' }),
  problem: {
    empty: () => ['Файл пуст.', 'Заполните или удалите его.'],
    binary: () => ['Файл двоичный или в UTF-16.', 'Сохраните его как текст в UTF-8.'],
    'not UTF-8': () => ['Строка не в UTF-8.', 'Сохраните файл в UTF-8.'],
    'other type': () => ['Это не файл .txt или .md.', 'Преобразуйте его или уберите из папки корпуса.'],
    'link out': () => ['Ссылка ведёт за пределы папки корпуса.', 'Скопируйте сам файл в папку.'],
    'no header': () => ['Нет заголовка файла.', 'Начните файл строкой «date ГГГГ-ММ-ДД https://…».'],
    'no title': () => ['Нет названия.', 'Поставьте его перед текстом: «title:» или первой строкой «# …».'],
    'no date': () => ['Нет дня публикации.', 'Добавьте «published: ГГГГ-ММ-ДД».'],
    'odd name': () => ['Имя файла не в UTF-8.', 'Переименуйте файл.'],
    'unreadable folder': ({ reason }) => [
      `Папка не читается: ${reason}.`,
      'Откройте доступ или укажите её в .attestignore; известные статьи из неё остаются.',
    ],
    'open front matter': ({ end }) => ['У вводной части нет конца.', `Поставьте после неё строку «${end}».`],
    'not text': ({ field }) => [
      `В «${field}» список или другие поля, а нужен текст.`,
      `Запишите одной строкой: ${field}: …`,
    ],
    'no outlet name': ({ written }) => [
      `«${written}» не называет издания, строка пропущена.`,
      'Пишите «хост: название», по одному в строке.',
    ],
    'no text': () => ['После названия нет текста.', 'Добавьте текст или удалите файл.'],
    unreadable: ({ reason }) => [
      `Файл не читается: ${reason}.`,
      'Проверьте, что он существует и доступен для чтения.',
    ],
    'unreadable front matter': ({ syntax, reason, field }) => [
      `Вводная часть не читается как ${syntax}${field === null ? '' : `, в «${field}»`}: ${reason.replace(/\.$/, '')}.`,
      syntax === 'YAML'
        ? 'Запишите значение одной строкой или сделайте у всех его строк одинаковый отступ.'
        : `Исправьте ${syntax}: тексты стоят в прямых двойных кавычках.`,
    ],
    'too large': ({ bytes, most }) => [
      `${decimal(megabytes(bytes), 1)} МБ — больше, чем ${decimal(megabytes(most), 1)} МБ, допустимые для статьи.`,
      'Разделите файл: одна статья — один файл.',
    ],
    'front matter too long': ({ length, most }) => [
      `Длина вводной части — ${length} знаков, допустимо не более ${most}.`,
      'Оставьте title:, url:, published:, outlet: и byline: и поставьте после них конец вводной части.',
    ],
    'title too long': ({ length }) => [
      `Название длиной ${length} знаков похоже на текст.`,
      'Поставьте название отдельной строкой перед текстом.',
    ],
    'outlet too long': ({ length }) => [
      `Название издания длиной ${length} знаков похоже на другое поле.`,
      'Укажите там название издания или уберите это поле.',
    ],
    'no day': ({ typed }) => [`«${typed}» — не дата.`, 'Укажите дату публикации как ГГГГ-ММ-ДД.'],
    'day ahead': ({ day, today }) => [
      `День публикации, ${day}, ещё не наступил (сегодня ${today}).`,
      'Исправьте день или часы этого компьютера.',
    ],
    'day too early': ({ day }) => [`${day} — слишком ранний день публикации.`, 'Исправьте год.'],
    'no address': ({ typed }) => [`«${typed}» — не веб-адрес.`, 'Укажите полный адрес статьи с https://.'],
    'same URL': ({ url, first }) => [
      `Адрес ${url} уже есть в ${first}.`,
      'Удалите один из двух файлов; в индексе — первый.',
    ],
  },
  skippedFiles: (n) => `пропущено: ${counted(n, { one: 'файл', few: 'файла', other: 'файлов' })}`,
  skip: {
    README: () => ['Это README, а не статья.', 'Если это статья, переименуйте файл.'],
    template: () => ['Это шаблон, а не статья.', 'Если это статья, уберите её из папки шаблонов.'],
    draft: () => ['Это черновик.', 'После публикации уберите пометку.'],
    'section page': () => ['Это страница раздела, а не статья.', 'Если это статья, переименуйте файл.'],
    'daily note': () => ['Это запись дня, а не статья.', 'Если это статья, укажите title: или url:.'],
    note: () => [
      'Это заметка: день есть, но нет ни адреса, ни автора, ни издания.',
      'Если это статья, добавьте «published: ГГГГ-ММ-ДД».',
    ],
    'no date and no address': () => [
      'Нет ни дня публикации, ни адреса.',
      'Если это статья, добавьте «published: ГГГГ-ММ-ДД».',
    ],
    link: () => ['Это ссылка на то, что читается на своём месте.', 'Делать ничего не нужно.'],
  },
  passedOver: (other, hidden, ignored) =>
    `Не просматривались: ${other} других видов (изображения и подобное), ${hidden} скрытых, ${ignored} по .attestignore.`,
  inLine: (file, line) => `${file}, строка ${line}`,
  stoppingBuild: 'Attest завершает работу; прежний индекс остаётся.',
  reindexAgain: 'Затем выполните /переиндексация ещё раз.',

  // /settings
  thisServer: 'Этот сервер',
  channelsThatDiffer: 'Каналы с другими настройками',
  everyQuestion: 'ответ даётся на каждый вопрос',
  whenMentioned: 'ответ даётся на упоминание',
  inThread: 'ответы даются в отдельной ветке',
  asReply: 'ответы даются прямо в канале',
  privately: 'ответы на команды видит только автор команды',
  forAll: 'ответы на команды видят все',
  allOutlets: 'по всем изданиям',
  onlyOutlets: (names) => `только по изданиям: ${names}`,
  ownLanguage: 'интерфейс на языке каждого участника',
  oneLanguage: (language) => `язык интерфейса: ${language}`,
  textsKept: 'тексты вопросов хранятся',
  noTextsKept: 'тексты вопросов не хранятся',
  everybodyAsks: 'спрашивать могут все',
  onlyRoles: (names) => `спрашивать могут только ${names}`,
  nobodyBlocked: 'никто не исключён',
  blockedPeople: (names) => `не могут спрашивать: ${names}`,
  askersInServer: 'Кто может спрашивать, задаётся для всего сервера.',
  everyInChannels: 'Без упоминания бот отвечает только в каналах.',
  sayChannel: 'Укажите, в каком: канал:',
  textsInServer: 'Тексты хранятся для всего сервера или не хранятся вовсе.',
  leaveChannelOut: 'Не указывайте канал:',
  fromNextStart:
    'На каждый вопрос там бот начнёт отвечать **со следующего запуска Attest**. Discord передаёт текст всех сообщений только с привилегией *Message Content Intent*: включите её на <https://discord.com/developers/applications> (приложение, Bot) и перезапустите Attest. Без неё Attest запустится как раньше и сообщит об этом в журнале.',
  everyOutlet: 'all: без ограничений',

  // /insights
  figures: (days, asked, people, answered, abstained) =>
    `За ${counted(days, { one: 'день', few: 'дня', other: 'дней' })}: ${counted(asked, { one: 'вопрос', few: 'вопроса', other: 'вопросов' })} от ${counted(people, { one: 'человека', few: 'человек', other: 'человек' })}; с ответом: ${answered}, без ответа: ${abstained}.`,
  votes: (up, down) => `Голоса: за — ${up}, против — ${down}.`,
  times: (ms) => `Половина заняла не более ${ms} мс; самые долгие:`,
  milliseconds: (ms) => `${ms} мс`,
  textNotKept: 'вопрос, текст которого не хранится',
  votedAgainst: 'Голоса против:',
  downToUp: (down, up) => `${down} к ${up}`,
  withoutText: (n) =>
    `Без ответа и без текста: ${n}. Тексты хранятся, только если так задано в /настройки (тексты: True).`,
  everyAnswered: 'На все вопросы нашёлся ответ.',
  byLikeness: 'Без ответа, по сходству: чего не хватает архиву.',
  alike: (n) =>
    `(и ${counted(n, { one: 'похожий вопрос', few: 'похожих вопроса', other: 'похожих вопросов' })})`,

  // /forget-me
  deleted: (questions, votes) =>
    `Удалено: ${counted(questions, { one: 'ваш вопрос', few: 'ваших вопроса', other: 'ваших вопросов' })} и ${counted(votes, { one: 'голос', few: 'голоса', other: 'голосов' })}.`,
  nothingKept: 'О вас ничего не хранилось.',

  // On the terminal.
  prompt: 'вопрос',
  chatHint: 'Введите вопрос; Ctrl+D — выход. Чтобы отвечать в Discord, задайте DISCORD_TOKEN (README.md).',
  readAs: (question) => `Прочитано как: ${question}`,
  noArticles:
    'Нет ни одной статьи, по которой можно ответить. Положите файлы .txt или .md в папку корпуса (docs/articles.md) и выполните: npm run index',
  seconds: (n) => `${decimal(n, 1)} с`,
  megabytes: (n) => `${decimal(n, 1)} МБ`,
  timeLeft: (time) => `осталось ${time}`,
  exampleLeftOut: 'Статьи-примеры не читаются, так как в папке corpus есть другие.',
  resumedBuild: 'Предыдущая сборка была прервана; эта продолжила её.',
  goingOn: 'Индекс не достроен: его сборка была прервана. Продолжаем её.',
  buildingIt: 'Строим его.',
  waitingForBuild: 'Ждём, пока она закончится.',
  madeAnew: 'Строим его заново.',
  otherCorpus: (made, named) => `Индекс построен из статей в ${made}, а CORPUS_DIR теперь ${named}.`,
  broughtUpToDate: 'Обновляем его.',
  answersOn: 'Он продолжает отвечать.',
  following: (folder) => `Слежу за ${folder}; Ctrl+C — закончить.`,
  polling: (reason) =>
    `Система не может сообщать об изменениях корпуса (${reason}): вместо этого он просматривается каждые несколько секунд.`,
  folderGone: (folder) => `Папки ${folder} больше нет; индекс остаётся как есть, пока она не вернётся.`,
  folderBack: (folder) => `Папка ${folder} снова на месте, слежение продолжается.`,
  registeredEverywhere: (names) => `Зарегистрировано везде: ${names}.`,
  registeredIn: (names, server) => `Зарегистрировано на сервере ${server}: ${names}.`,
  inviteToServer: 'На сервер (там нужно право «Управлять сервером»):',
  inviteToPerson: 'Для себя, где бы вы ни были (сначала включите User Install в разделе Installation):',
  filesWithProblems: (n) => `Файлов с ошибками: ${n}`,
  nothingIndexed: 'Ничего не проиндексировано.',
  mendFiles: 'Исправьте их или уберите --strict.',
  notDays: (typed) => `«${typed}» — не число дней.`,
  chooseDays: (most) => `Выберите от 1 до ${most}.`,

  // Чат в терминале
  chatTypedHint:
    'Введите вопрос, «помощь», чтобы увидеть остальное, или «выход», чтобы выйти. Чтобы отвечать в Discord, задайте DISCORD_TOKEN (README.md).',
  chatHelp: {
    more: [':ещё', 'другие цитаты по последнему вопросу'],
    context: [':контекст 2', 'предложения вокруг цитаты [2] и её адрес'],
    quotes: [':цитаты ИМЯ', 'что говорил человек, сначала новое'],
    check: [':проверка ТЕКСТ', 'есть ли это в архиве: дословно, похоже или нет'],
    help: [
      'помощь',
      'этот список. Всё остальное — вопрос, в том числе вслед за предыдущим: «а кто это сказал?»',
    ],
    quit: ['выход', 'выйти, как и Ctrl+D'],
  },
  whatDidTheySay: (speaker) => `Что сказал ${speaker}?`,
  chatHasMore: (n) => `:ещё покажет ${counted(n, { one: 'цитату', few: 'цитаты', other: 'цитат' })}.`,
  chatUsage: (usage) => `Это вводится так: ${usage}`,
  chatAskFirst: 'Сначала задайте вопрос.',
  chatNoQuote: (typed, there) => `Цитаты ${typed} здесь нет, есть только ${there}.`,
  chatNoCommand: (typed, nearest) =>
    `Команды ${typed} нет.${nearest === null ? '' : ` Может быть, ${nearest}?`} Введите «помощь», чтобы увидеть все.`,
  chatGreeting: 'Задайте вопрос своими словами или введите «помощь».',
  chatReply: 'Спрашивайте дальше или введите «выход».',
  chatOnceMore: 'Нажмите Ctrl+C ещё раз или введите «выход», чтобы выйти.',
  chatSearching: 'Идёт поиск',
  chatHistoryNotKept: (reason) => `Введённое не сохраняется: ${reason}. HISTORY=off — если так и нужно.`,

  // The state of an index, and what `verify` finds.
  index: (fingerprint) => `Индекс ${fingerprint}`,
  unlinked: (n) => `Ещё не связано: ${counted(n, { one: 'отрывок', few: 'отрывка', other: 'отрывков' })}.`,
  noVectorLibrary: (reason) =>
    `Векторная библиотека hnswlib-node ${reason === null ? 'не установлена' : `не загружается (${reason})`}: вопросы сравниваются со всеми отрывками, около 0,3 с при 150 000. Чтобы было быстрее, установите компилятор C++ и Python и выполните: npm ci`,
  vectorTrouble: {
    missing: ({ path }) => `Векторного индекса ${path} нет`,
    'no manifest': ({ path }) => `У векторного индекса ${path} нет читаемого описания`,
    'of another index': ({ path }) => `Векторный индекс ${path} построен для другого индекса`,
    'not as written': ({ path }) =>
      `Векторный индекс ${path} — не то, что было записано (контрольная сумма другая)`,
    'of another length': ({ path, length, needed }) =>
      `В векторном индексе ${path} векторы длины ${length}, а модель строит ${needed}`,
    ahead: ({ path }) => `Векторный индекс ${path} новее базы данных`,
  },
  keywordsFind: 'по словам находится то, чего не находит он.',
  buildRunning: (process) => `Идёт сборка (процесс ${process}).`,
  buildEndedEarly: 'Сборка была прервана. Продолжить её: npm run index',
  corpusUnchanged: 'С тех пор корпус не менялся.',
  corpusSince: (added, changed, gone) =>
    `С тех пор в корпусе: новых — ${added}, изменённых — ${changed}, исчезнувших — ${gone}.`,
  run,
  finding: {
    database: ({ says }) => [`SQLite сообщает: ${says}`, run(UPDATE)],
    'vector index': ({ trouble }) => [`${worded(ru.vectorTrouble, trouble)}.`, run(UPDATE)],
    refused: ({ message, remedy }) => [message, remedy],
    'refused corpus': ({ message, remedy }) => [message, remedy],
    article: ({ file }) => [`Статья ${file} — не то, что было записано.`, run(UPDATE)],
    passages: ({ file }) => [`Отрывки статьи ${file} — не те, на которые она делится.`, run(UPDATE)],
    places: ({ file, at }) => [
      `${file} читается неверно: начиная со знака ${at}, текст не соответствует файлу.`,
      'Сообщите об этом и приложите файл.',
    ],
    passage: ({ file, id }) => [
      `Отрывок ${id} статьи ${file} — не тот, для которого построен вектор.`,
      run(UPDATE),
    ],
    embedding: ({ file, id }) => [`Вектор отрывка ${id} статьи ${file} — не единичный.`, run(UPDATE)],
    quotations: ({ file }) => [`Цитаты статьи ${file} — не те, что в ней есть.`, run(UPDATE)],
    'not linked': ({ file, id }) => [`Отрывка ${id} статьи ${file} нет в векторном индексе.`, run(REBUILD)],
    gone: ({ file }) => [`${file} есть в индексе, но его больше нет в корпусе.`, run(UPDATE)],
    broken: ({ problem: { file, line, cause } }) => {
      const [fact, remedy] = worded(ru.problem, cause);
      return [`${file}:${line}: ${fact} В индексе — прежний текст.`, remedy];
    },
    'changed unseen': ({ file }) => [
      `${file} изменился с тех пор, как был проиндексирован, а файловая система говорит, что нет.`,
      run(REBUILD),
    ],
    problem: ({ problem: { file, line, cause } }) => {
      const [fact, remedy] = worded(ru.problem, cause);
      return [`${file}:${line}: ${fact}`, remedy];
    },
    changed: ({ file }) => [`${file} изменился с тех пор, как был проиндексирован.`, run(UPDATE)],
    'not indexed': ({ file }) => [`${file} ещё не проиндексирован.`, run(UPDATE)],
  },
  moreFindings: (n) => `и ещё ${n}: все выводит --json.`,
  moreSkipped: (n) => `и ещё пропущено: ${n}; все выводит npm run attest -- status --json.`,
  verified: (counts, seconds) => `Проверено за ${seconds}: ${counts}`,
  damages: (n) =>
    n === 0
      ? 'повреждений нет'
      : counted(n, { one: 'повреждение', few: 'повреждения', other: 'повреждений' }),
  behind: (n) => `отстаёт от корпуса: ${n}`,

  // What an import brings, and why something does not come.
  imported: (c) => `новых ${c.new}, обновлено ${c.updated}, уже известно ${c.known}, отклонено ${c.refused}`,
  wouldImport: (c) =>
    `Пришло бы: новых ${c.new}, обновлено ${c.updated}; уже известно ${c.known}, отклонено ${c.refused}. Ничего не записано.`,
  passedOverFiles: (n) =>
    `пропущено ${counted(n, { one: 'другой файл', few: 'других файла', other: 'других файлов' })}`,
  importedInto: (folder) => `Они лежат в ${folder}. Чтобы отвечать по ним, запустите: npm run index`,
  refusal: {
    'no title': () => ['Нет заголовка.', 'Назовите поле, в котором он стоит: --map title=…'],
    'title too long': ({ length, most }) => [
      `Заголовок длиной ${length} знаков похож на текст.`,
      `Назовите поле с заголовком (не длиннее ${most} знаков): --map title=…`,
    ],
    'no day': ({ typed }) => [
      typed === null ? 'Нет дня публикации.' : `«${typed}» нельзя с уверенностью прочесть как день.`,
      'Назовите поле, в котором он стоит (--map published=…), или задайте его для всех: --set published=ГГГГ-ММ-ДД',
    ],
    'impossible day': ({ day }) => [`Статья не могла выйти ${day}.`, 'Исправьте день в источнике.'],
    'no text': () => ['Нет текста.', 'Назовите поле, в котором он стоит: --map text=…'],
    teaser: ({ characters }) => [
      `Знаков всего ${characters}: это только начало статьи.`,
      'Импортируйте саму страницу, сохранённую или по адресу.',
    ],
    'no article': () => ['На странице не нашлось статьи.', 'Сохраните страницу одной статьи целиком.'],
    scanned: () => [
      'В нём нет текста, только его изображения.',
      'Распознайте текст (OCR) и импортируйте снова.',
    ],
    encrypted: () => ['Он закрыт паролем.', 'Сохраните его без пароля и импортируйте снова.'],
    'not a record': ({ reason }) => [`Запись не читается: ${reason}.`, 'Исправьте её в источнике.'],
    unreadable: ({ reason }) => [
      `Не читается: ${reason}.`,
      'Проверьте, что файл цел и того вида, о котором говорит его имя.',
    ],
    entities: () => ['Объявлены сущности XML, которые ленте не нужны.', 'Уберите строки <!ENTITY …>.'],
    'too large': ({ bytes, most }) => [
      `${decimal(megabytes(bytes), 1)} МБ больше допустимых ${decimal(megabytes(most), 1)} МБ.`,
      'Разделите на части.',
    ],
    'no such source': () => ['Такого файла или папки нет.', 'Проверьте имя.'],
    'unknown type': () => [
      'Файлы такого вида импортировать нельзя.',
      'Назовите файлы HTML, PDF, RSS, Atom, JSON, JSONL, CSV, EML или MBOX, папки с ними или веб-адреса.',
    ],
    'not http': ({ address }) => [
      `«${address}» не веб-адрес.`,
      'Загружаются только http:// и https://, и без пароля.',
    ],
    'private address': ({ host, address }) => [
      `${host} — это ${address}, адрес не из открытого интернета.`,
      'Сохраните страницу и импортируйте файл.',
    ],
    'not fetched': ({ address, reason }) => [
      `${address} не загружен: ${reason}.`,
      'Попробуйте позже или сохраните страницу и импортируйте файл.',
    ],
    twice: ({ file }) => [`Это ещё раз статья из ${file}.`, 'Делать ничего не нужно.'],
    'changed by hand': ({ file }) => [
      `Источник изменился, но и ${file} изменён вручную; файл оставлен как есть.`,
      'Удалите файл, чтобы получить его заново.',
    ],
  },
};
