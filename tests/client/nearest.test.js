import assert from "node:assert/strict";
import { test } from "node:test";
import { findNearest } from "../../kbgen/client/nearest.js";

const LIST = [
  { title: "Change your email address", url: "/help/account/change-email-address/" },
  { title: "I can't sign in", url: "/help/account/cannot-sign-in/" },
  { title: "My order has not arrived", url: "/help/orders/order-not-arrived/" },
  { title: "Return an order", url: "/help/orders/return/" },
  { title: "Ångra ett köp", url: "/help/orders/%C3%A5ngra-k%C3%B6p/" },
];

/**
 * @param {string} path
 * @param {number} most
 */
function nearest(path, most = 5) {
  return findNearest(path, LIST, "/help/", most).map(({ url }) => url);
}

test("a slip in the address is seen through", () => {
  assert.equal(nearest("/help/account/canot-sign-in/")[0], "/help/account/cannot-sign-in/");
  assert.equal(nearest("/help/orders/%C3%A5ngra-kop/")[0], "/help/orders/%C3%A5ngra-k%C3%B6p/");
});

test("an article that moved is found by its words", () => {
  assert.equal(nearest("/help/old/sign-in.html")[0], "/help/account/cannot-sign-in/");
  assert.equal(nearest("/email-address")[0], "/help/account/change-email-address/");
});

test("articles of the section come first, those of no kin not at all", () => {
  assert.deepEqual(new Set(nearest("/help/orders/refund/")), new Set(LIST.slice(2).map(({ url }) => url)));
  assert.deepEqual(nearest("/help/orders/", 2).length, 2);
});

test("nothing is made up, and no more than asked for", () => {
  assert.deepEqual(nearest("/help/"), []);
  assert.deepEqual(nearest("/wp-login.php"), []);
  assert.deepEqual(nearest("/help/%E0%A4%A/"), []);
  assert.equal(nearest("/help/orders/order/", 1).length, 1);
});

test("an address of thousands of words is not held against every article to its end", () => {
  const filler = Array.from({ length: 3000 }, (_, index) => `w${index}x`).join("-");
  const many = Array.from({ length: 2000 }, (_, index) => ({
    title: `Topic ${index} of many`,
    url: `/help/t/${index}-many/`,
  }));
  const found = findNearest(`/help/old/cannot-sign-in-${filler}/`, [...many, ...LIST], "/help/", 1);
  assert.deepEqual(found, []);
  assert.equal(findNearest("/help/old/email-address", [...many, ...LIST], "/help/", 1)[0], LIST[0]);
});
