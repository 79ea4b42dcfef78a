// Journeys in Debian's own Firefox, driven over WebDriver BiDi. Told by FirefoxTest: the driver,
// the browser and the shop's page. Prints what each call was answered, as one JSON object.

import { createRequire } from 'node:module';

const [driver, firefox, page] = process.argv.slice(2);
const puppeteer = createRequire(driver + '/')('puppeteer-core');
const LIMIT_MS = 60_000;

const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: firefox,
  headless: true,
  args: ['--width=1280', '--height=900'],
});

async function until(what, look) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; ) {
    const seen = await look().catch(() => null);
    if (seen) {
      return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('never saw ' + what);
}

/** In whichever frame of the page it is; inner ones come and go. */
function inFrames(tab, what, look) {
  return until(what, async () => {
    for (const frame of tab.frames()) {
      const seen = await look(frame).catch(() => null);
      if (seen) {
        return seen;
      }
    }
    return null;
  });
}

const pressed = (tab, label) =>
  inFrames(tab, 'the button ' + label, (frame) =>
    frame.evaluate((wanted) => {
      const button = [...document.querySelectorAll('button')].find(
        (each) => each.innerText.trim() === wanted && each.getClientRects().length,
      );
      button?.click();
      return !!button;
    }, label),
  );

const seen = (tab, label) =>
  inFrames(tab, label, (frame) =>
    frame.evaluate((wanted) => document.body.innerText.includes(wanted), label),
  );

const answer = (tab, call) =>
  until('the answer of call ' + call, () => tab.evaluate((n) => calls[n] && calls[n][0], call));

/** Nothing lies over the page, and it scrolls and takes the focus. */
const free = (tab) =>
  until('a free page', () =>
    tab.evaluate(() => {
      document.getElementById('pay').focus();
      return (
        document.querySelectorAll('dialog:modal, iframe[title="결제창"]').length === 0 &&
        getComputedStyle(document.documentElement).overflowY !== 'hidden' &&
        document.activeElement.id === 'pay'
      );
    }),
  );

async function pays(tab) {
  await inFrames(tab, 'a card company', (frame) =>
    frame.evaluate(() => {
      const card = document.querySelector('input[aria-label="신한카드"]');
      const agreed = document.querySelector('input[type=checkbox]');
      card?.click();
      agreed?.click();
      return !!card;
    }),
  );
  await pressed(tab, '다음');
  await inFrames(tab, 'the card number', (frame) =>
    frame.evaluate(() => {
      const number = [...document.querySelectorAll('input[type=text], input:not([type])')].find(
        (each) => each.getClientRects().length && each.labels[0]?.innerText.includes('카드번호'),
      );
      if (number) {
        number.value = '1234-1234-1234-1234';
        number.dispatchEvent(new Event('input', { bubbles: true }));
      }
      return !!number;
    }),
  );
  await pressed(tab, '결제하기');
}

try {
  const tab = await browser.newPage();
  await tab.goto(page);
  const told = {};

  // Below a modal dialog of the shop lies the page, above it the window.
  await tab.evaluate(() => {
    document.getElementById('cart').showModal();
    document.getElementById('buy').click();
  });
  await seen(tab, '신한카드');
  told.onTop = await tab.evaluate(
    () => document.elementFromPoint(innerWidth / 2, innerHeight / 2).title,
  );
  await pays(tab);
  told.paid = await answer(tab, 0);
  await tab.evaluate(() => document.getElementById('cart').close());
  await free(tab);

  // The page takes the window away; the next opens.
  await tab.evaluate(() => pay({}));
  await seen(tab, '신한카드');
  await tab.evaluate(() => {
    document.querySelector('iframe[title="결제창"]').remove();
    pay({});
  });
  told.lost = await answer(tab, 1);
  await seen(tab, '신한카드');

  // The buyer goes back.
  await tab.evaluate(() => history.pushState({}, '', '?step=1'));
  await tab.evaluate(() => history.back());
  told.back = await answer(tab, 2);
  await free(tab);
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}
