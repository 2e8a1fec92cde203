import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import type { Collection } from '../../../mixins/store/collection.ts';
import { bookSearch } from '../../../services/library/book/book.search.ts';
import { sampleFile } from '../../../services/library/book/catalogue/samples.ts';
import { readTitles } from '../../../services/library/book/catalogue/titles.ts';
import { change, type OpenStore, type StoreHarness, samples } from '../../support/store.ts';

const { status, due } = samples.columns;
const unsearched: Collection = {
  name: 'sample',
  columns: {
    title: { type: 'text', index: 'all' },
    authors: { type: 'text' },
    isbn: { type: 'text', index: 'present' },
    ...(status && { status }),
    ...(due && { due }),
  },
};
const titles: Collection = { ...unsearched, search: bookSearch };

interface Title {
  readonly title: string;
  readonly authors: string;
  readonly isbn?: string;
}

/** Beside the samples, which are in English. */
const others: readonly Title[] = [
  { title: '해리 포터와 마법사의 돌', authors: '조앤 K. 롤링' },
  { title: '불편한 편의점', authors: '김호연' },
  { title: '채식주의자', authors: '한강', isbn: '9788936434120' },
  { title: '소년이 온다', authors: '한강' },
  { title: 'Éducation sentimentale', authors: 'Gustave Flaubert' },
  { title: 'Ärzte ohne Zukunft', authors: 'Jörg Groß' },
  { title: 'Die Mueller-Straße', authors: 'Herta Müller' },
  { title: 'Война и мир', authors: 'Лев Толстой' },
  { title: 'Ёлка', authors: 'Неизвестный' },
  { title: 'Οδύσσεια', authors: 'Ὅμηρος' },
  { title: 'Λόγος', authors: 'Ηράκλειτος' },
  { title: 'Işık ve İstanbul', authors: 'Orhan Pamuk' },
  { title: 'ＡＢＣ 殺人事件', authors: 'アガサ・クリスティ' },
  { title: 'ガラスの仮面', authors: '美内すずえ' },
  { title: 'Élan of 2008', authors: 'Somebody' },
  { title: 'C++ in 100% of cases', authors: 'A_B' },
  { title: 'It', authors: 'Stephen King' },
  { title: 'The Italian Girl', authors: 'Iris Murdoch' },
  { title: 'War & Peace retold', authors: 'N. N.' },
  { title: 'Spider-Man: Blue', authors: "Flann O'Brien" },
];

/** What is typed, and the title that is found first. */
const found: Readonly<Record<string, RegExp>> = {
  'games hunger': /^The Hunger Games/,
  'collins suzanne': /Hunger Games/,
  'hunger collins': /^The Hunger Games/,
  'the hunger games': /^The Hunger Games \(/,
  'harry potter': /^Harry Potter/,
  'garcia marquez': /Solitude|Cholera/,
  miserables: /Misérables/,
  'sorcerer’s stone': /Sorcerer's Stone/,
  'sorcerers stone': /Sorcerer's Stone/,
  'pride prejudice': /^Pride and Prejudice/,
  'pride & prejudice': /^Pride and Prejudice/,
  hobbit: /^The Hobbit/,
  '0439023483': /^The Hunger Games/,
  '0-439-02348-3': /^The Hunger Games/,
  '978-0-439-02348-1': /^The Hunger Games/,
  '978 0 439 02348 1': /^The Hunger Games/,
  'ISBN 9780439023481': /^The Hunger Games/,
  '97804390234': /Hunger Games/,
  '043902348': /^The Hunger Games/,
  '９７８０４３９０２３４８１': /^The Hunger Games/,
  'hunger 0439023483': /^The Hunger Games/,
  it: /^It$/,
  ita: /^The Italian Girl/,
  '2008': /^Élan of 2008$/,
  해리포터: /^해리 포터와/,
  '해리 포터': /^해리 포터와/,
  '포터 해리': /^해리 포터와/,
  '조앤 롤링': /^해리 포터와/,
  조앤롤링: /^해리 포터와/,
  불편한편의점: /^불편한 편의점/,
  '한강 채식주의자': /^채식주의자/,
  éducation: /^Éducation/,
  ÉDUCATION: /^Éducation/,
  education: /^Éducation/,
  ÄRZTE: /^Ärzte/,
  ärzte: /^Ärzte/,
  aerzte: /^Ärzte/,
  'jorg gross': /^Ärzte/,
  'JÖRG GROẞ': /^Ärzte/,
  strasse: /Straße/,
  война: /^Война/,
  'МИР ВОЙНА': /^Война/,
  елка: /^Ёлка/,
  οδυσσεια: /^Οδύσσεια/,
  ΟΔΎΣΣΕΙΑ: /^Οδύσσεια/,
  ΛΌΓΟΣ: /^Λόγος/,
  λογοσ: /^Λόγος/,
  ομηρος: /^Οδύσσεια/,
  isik: /^Işık/,
  ISTANBUL: /^Işık/,
  abc: /^ＡＢＣ/,
  ガラス: /^ガラス/,
  '100%': /100%/,
  'c++': /^C\+\+/,
  spiderman: /^Spider-Man/,
  obrien: /^Spider-Man/,
  'O’Brien': /^Spider-Man/,
  'war and peace retold': /^War & Peace/,
  '  hunger   games  ': /^The Hunger Games/,
};
const byAuthor: Readonly<Record<string, RegExp>> = {
  'jk rowling': /J\.K\. Rowling/,
  'j. k. rowling': /J\.K\. Rowling/,
  'J.R.R. Tolkien': /J\.R\.R\. Tolkien/,
};

/** What is typed with a mistake, and what is meant. */
const meant: Readonly<Record<string, RegExp>> = {
  'harry poter': /^Harry Potter/,
  'hary pottre': /^Harry Potter/,
  'haarry potter': /^Harry Potter/,
  tolkein: /Hobbit|Rings/,
  'tolkien hobbbit': /^The Hobbit/,
  'hnuger games': /^The Hunger Games/,
  jungry: /Hungry|Hunger/,
  'prjde prejudice': /^Pride and Prejudice/,
  educatoin: /Éducation|Education/,
  воина: /^Война/,
  οδυσεια: /^Οδύσσεια/,
};

const nothing = [
  '\0',
  '...',
  '%',
  '_',
  "'",
  '-–—',
  '“”',
  '   ',
  '9780000000000',
  'hunger zzz',
  '10 0',
  '.*',
  '\\',
  '$',
];

/** Searching a catalogue. */
export function searchContract(harness: StoreHarness): void {
  describe('a catalogue that is searched', () => {
    let place: string;
    let opened: OpenStore;
    const first = async (search: string): Promise<Title | undefined> =>
      (await opened.store.find({ search, limit: 1 }))[0] as unknown as Title | undefined;

    before(async function () {
      this.timeout(60_000);
      place = await harness.newPlace();
      opened = await harness.open(place, unsearched);
      const all: Title[] = [...others];
      for await (const row of readTitles(createReadStream(sampleFile), { latestYear: 2030 }))
        if ('taken' in row) all.push({ authors: 'Unknown', ...row.taken });
      await Promise.all(all.map((title, index) => opened.store.commit(change(`t${index}`, 0, title as object))));
      await opened.close();
      // The records are from before there was a search.
      opened = await harness.open(place, titles);
    });
    after(async () => {
      await opened.close();
      await harness.removePlace(place);
    });

    for (const [search, title] of Object.entries(found))
      for (const form of ['NFC', 'NFD'] as const)
        it(`finds ${title} first for “${search}” (${form})`, async () => {
          assert.match((await first(search.normalize(form)))?.title ?? 'nothing', title);
        });

    for (const [search, authors] of Object.entries(byAuthor))
      it(`finds what ${authors} wrote for “${search}”`, async () => {
        assert.match((await first(search))?.authors ?? 'nothing', authors);
      });

    for (const [search, title] of Object.entries(meant))
      it(`finds ${title} for “${search}” where a mistake is forgiven, and nothing otherwise`, async () => {
        const [row] = (await opened.store.find({ search, forgiving: true, limit: 1 })) as unknown as Title[];
        assert.match(row?.title ?? 'nothing', title);
        assert.deepEqual(await opened.store.find({ search }), []);
      });

    for (const search of ['hrray pottre', 'tlkn', 'xq', '소넌이', '9780439023482', ...nothing])
      it(`finds nothing for ${JSON.stringify(search)}, even if a mistake is forgiven`, async () => {
        assert.equal(await opened.store.count({ search, forgiving: true }), 0);
      });

    for (const search of nothing)
      it(`finds nothing for ${JSON.stringify(search)}`, async () => {
        assert.deepEqual(await opened.store.find({ search }), []);
        assert.equal(await opened.store.count({ search }), 0);
      });

    it('has titles that begin like the search before others, and equal ones by title', async () => {
      const rows = (await opened.store.find({ search: 'harry potter' })) as unknown as Title[];
      const names = rows.map(({ title }) => title);
      const begin = names.filter((name) => name.startsWith('Harry Potter'));
      assert.ok(begin.length > 3);
      assert.deepEqual(names.slice(0, begin.length), begin.toSorted());
    });

    it('sorts as it is told', async () => {
      const rows = (await opened.store.find({ search: 'it', sort: ['-title'], limit: 1 })) as unknown as Title[];
      assert.notEqual(rows[0]?.title, 'It');
    });

    it('finds a title by its new words when it is changed, and by the old ones no more', async () => {
      const state = { title: 'Wonderbar', authors: 'Nobody' } as object;
      await opened.store.commit(change('changing', 0, state));
      const renamed = { title: 'Othername', authors: 'Nobody' } as object;
      await opened.store.commit({ ...change('changing', 1, renamed), previous: state });
      assert.equal(await first('wonderbar'), undefined);
      assert.equal((await first('othername'))?.title, 'Othername');
    });
  });
}
