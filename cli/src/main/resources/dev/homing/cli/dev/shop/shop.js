import { notifyMe, watchPush } from './push.js';
import { currency, productOf, products } from './products.js';
import { identify, page, reset, sent, track, trackByServer, user } from './tracking.js';

/** As the shop is known to Homing: a link that a browser sends is taken only when it lies on the shop's own host. */
const origin = location.origin.replace('//127.0.0.1', '//localhost').replace('//[::1]', '//localhost');
const shop = `${origin}/dev/shop`;
const main = /** @type {HTMLElement} */ (document.getElementById('main'));

const money = (/** @type {number} */ cents) => new Intl.NumberFormat('en-IE', { style: 'currency', currency }).format(cents / 100);
const escape = (/** @type {string} */ text) =>
  text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c);

/* The cart: product id -> quantity, in the order in which they were put in. */

/** @returns {Record<string, number>} */
const cart = () => JSON.parse(localStorage.getItem('homing.cart') ?? '{}');
const lines = () =>
  Object.entries(cart()).flatMap(([id, quantity]) => {
    const product = productOf(id);
    return product ? [{ product, quantity }] : [];
  });
const total = () => lines().reduce((sum, line) => sum + line.product.cents * line.quantity, 0);

/** @param {Record<string, number>} items */
function keep(items) {
  localStorage.setItem('homing.cart', JSON.stringify(items));
  showCount();
}

function showCount() {
  const count = Object.values(cart()).reduce((sum, quantity) => sum + quantity, 0);
  const element = /** @type {HTMLElement} */ (document.getElementById('cart-count'));
  element.textContent = String(count);
  document.getElementById('cart')?.setAttribute('aria-label', `Cart, ${String(count)} ${count === 1 ? 'item' : 'items'}`);
}

/** Carries the cart, so that it opens with the same lines on another device. */
const cartUrl = () => `${shop}/cart?items=${Object.entries(cart()).map(([id, quantity]) => `${id}:${String(quantity)}`).join(',')}`;

/** Fills the cart from such a link. @param {string} items */
function openCart(items) {
  /** @type {Record<string, number>} */
  const opened = {};
  for (const item of items.split(',')) {
    const [id, quantity] = item.split(':');
    const count = Number(quantity ?? '1');
    if (id && productOf(id) && Number.isInteger(count) && count > 0 && count < 100) opened[id] = count;
  }
  if (Object.keys(opened).length > 0) keep(opened);
}

/* What the specification calls a product. */

/** @param {import('./products.js').products[number]} product @param {number} quantity */
const described = (product, quantity) => ({
  product_id: product.id,
  sku: product.id.toUpperCase(),
  name: product.name,
  category: product.category,
  price: product.cents / 100,
  quantity,
  url: `${shop}/products/${product.id}`,
  image_url: `${shop}/img/${product.id}.svg`,
});

/** @param {string} id */
function add(id) {
  const product = productOf(id);
  if (!product) return;
  const items = cart();
  items[id] = (items[id] ?? 0) + 1;
  keep(items);
  void track('Product Added', { ...described(product, 1), currency, cart_url: cartUrl() });
  say(`${product.name} is in your cart`);
}

/** @param {string} id */
function remove(id) {
  const product = productOf(id);
  const items = cart();
  const quantity = items[id];
  if (!product || quantity === undefined) return;
  delete items[id];
  keep(items);
  void track('Product Removed', { ...described(product, quantity), currency, cart_url: cartUrl() });
  say(`${product.name} was taken out`);
  render();
}

const ordered = () => ({
  order_id: `D-${Date.now().toString(36).toUpperCase()}`,
  total: total() / 100,
  currency,
  products: lines().map((line) => described(line.product, line.quantity)),
});

/* Pages. */

function home() {
  document.title = 'Homing Demo';
  main.innerHTML = `
    <h1>Things for a warm kitchen</h1>
    <p class="lead">Put something in the cart, then leave. Homing will write to you: look into the <a href="/dev/inbox/view">inbox</a> after half an hour.</p>
    <ul class="grid">${products
      .map(
        (product) => `
      <li class="tile">
        <a href="/dev/shop/products/${product.id}" data-nav>
          <img src="/dev/shop/img/${product.id}.svg" alt="" width="400" height="400">
          <h2>${escape(product.name)}</h2>
        </a>
        <div class="row"><span class="price">${money(product.cents)}</span>
          <button type="button" data-add="${product.id}" aria-label="Add to cart: ${escape(product.name)}">Add to cart</button></div>
      </li>`,
      )
      .join('')}</ul>`;
}

/** @param {string} id */
function productPage(id) {
  const product = productOf(id);
  if (!product) {
    main.innerHTML = `<h1>No such product</h1><p><a href="/dev/shop" data-nav>Back to the shop</a></p>`;
    return;
  }
  document.title = `${product.name} – Homing Demo`;
  main.innerHTML = `
    <article class="product">
      <img src="/dev/shop/img/${product.id}.svg" alt="${escape(product.name)}" width="400" height="400">
      <div>
        <p class="price">${escape(product.category)}</p>
        <h1>${escape(product.name)}</h1>
        <p class="lead">${escape(product.words)}</p>
        <p class="price">${money(product.cents)}</p>
        <div class="steps">
          <button type="button" data-add="${product.id}">Add to cart</button>
          <a class="button quiet" href="/dev/shop" data-nav>Back to the shop</a>
        </div>
      </div>
    </article>`;
  void track('Product Viewed', { ...described(product, 1), currency });
}

function cartPage() {
  document.title = 'Your cart – Homing Demo';
  if (lines().length === 0) {
    main.innerHTML = `<h1>Your cart</h1><p class="lead">It is empty.</p><p><a class="button" href="/dev/shop" data-nav>Back to the shop</a></p>`;
    return;
  }
  main.innerHTML = `
    <h1>Your cart</h1>
    <div class="panel">${table(true)}</div>
    <div class="steps">
      <a class="button" href="/dev/shop/checkout" data-nav>Check out</a>
      <a class="button quiet" href="/dev/shop" data-nav>Continue shopping</a>
    </div>`;
}

/** @param {boolean} editable */
function table(editable) {
  return `
    <table>
      <thead><tr><th scope="col" colspan="2">Product</th><th scope="col" class="number each">Each</th><th scope="col" class="number">Quantity</th><th scope="col" class="number">Sum</th>${editable ? '<th scope="col"><span class="skip">Remove</span></th>' : ''}</tr></thead>
      <tbody>${lines()
        .map(
          ({ product, quantity }) => `
        <tr>
          <td><img src="/dev/shop/img/${product.id}.svg" alt="" width="64" height="64"></td>
          <td><a href="/dev/shop/products/${product.id}" data-nav>${escape(product.name)}</a></td>
          <td class="number each">${money(product.cents)}</td>
          <td class="number">${String(quantity)}</td>
          <td class="number">${money(product.cents * quantity)}</td>
          ${editable ? `<td class="number"><button type="button" class="quiet" data-remove="${product.id}" aria-label="Remove ${escape(product.name)}">Remove</button></td>` : ''}
        </tr>`,
        )
        .join('')}</tbody>
      <tfoot><tr><th scope="row" colspan="4">Total</th><td class="number" data-total>${money(total())}</td>${editable ? '<td></td>' : ''}</tr></tfoot>
    </table>`;
}

function checkout() {
  document.title = 'Checkout – Homing Demo';
  if (lines().length === 0) {
    go('/dev/shop/cart');
    return;
  }
  if (!user.known) {
    go('/dev/shop/sign-in?then=checkout');
    return;
  }
  main.innerHTML = `
    <h1>Checkout</h1>
    <p class="lead">For ${escape(user.known.name)}, ${escape(user.known.email)}. Nothing is charged.</p>
    <div class="panel">${table(false)}</div>
    <div class="steps">
      <button type="button" data-order>Place order</button>
      <button type="button" class="quiet" data-fail>Payment fails</button>
      <a class="button quiet" href="/dev/shop/cart" data-nav>Back to the cart</a>
    </div>`;
  void track('Checkout Started', ordered());
}

async function order() {
  const placed = ordered();
  void track('Order Completed', placed);
  keep({});
  await sent();
  document.title = 'Thank you – Homing Demo';
  main.innerHTML = `
    <h1>Thank you</h1>
    <p class="lead">Order <strong data-order-id>${placed.order_id}</strong> for ${money(placed.total * 100)} is placed.</p>
    <p><a class="button" href="/dev/shop" data-nav>Back to the shop</a></p>`;
  main.focus();
}

async function fail() {
  const { order_id, total: amount, products: bought } = ordered();
  void trackByServer('Payment Failed', { order_id, total: amount, amount, currency, products: bought, reason: 'The card was declined', payment_url: `${shop}/checkout`, url: `${shop}/checkout` });
  await sent();
  say('The payment failed: the card was declined');
}

function signIn() {
  document.title = 'Sign in – Homing Demo';
  const then = new URLSearchParams(location.search).get('then');
  main.innerHTML = `
    <h1>Sign in</h1>
    <p class="lead">Any name will do. Homing writes to the address and the number you give here, and only into the inbox on this machine.</p>
    <form class="panel" id="sign-in">
      <label>Email <input name="email" type="email" required autocomplete="email" placeholder="ada@example.com"></label>
      <label>Name <input name="name" required autocomplete="name" placeholder="Ada Byron"></label>
      <label>Phone <small>with country code, for WhatsApp</small> <input name="phone" type="tel" autocomplete="tel" placeholder="+4915112345678"></label>
      <label class="choice"><input name="whatsapp" type="checkbox"> Write to me on WhatsApp about what I left in my cart</label>
      <button type="submit">Sign in</button>
    </form>`;
  main.querySelector('form')?.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    const fields = new FormData(/** @type {HTMLFormElement} */ (submitted.target));
    const text = (/** @type {string} */ name) => String(fields.get(name) ?? '').trim();
    const email = text('email').toLowerCase();
    void identify({ id: email, email, name: text('name'), phone: text('phone'), whatsapp: fields.has('whatsapp') });
    showWho();
    say(`Welcome, ${text('name')}`);
    go(then === 'checkout' ? '/dev/shop/checkout' : '/dev/shop');
  });
}

function signOut() {
  reset();
  keep({});
  showWho();
  go('/dev/shop');
}

function showWho() {
  const who = /** @type {HTMLElement} */ (document.getElementById('who'));
  const link = /** @type {HTMLAnchorElement} */ (document.getElementById('signin'));
  who.textContent = user.known ? user.known.name : '';
  link.textContent = user.known ? 'Sign out' : 'Sign in';
}

/* Moving about. */

/** @param {string} text */
function say(text) {
  const notice = /** @type {HTMLElement} */ (document.getElementById('notice'));
  notice.textContent = text;
  notice.classList.add('shown');
  setTimeout(() => notice.classList.remove('shown'), 2500);
}

/** @param {string} path */
function go(path) {
  history.pushState(null, '', path);
  render();
  void page(document.title);
  scrollTo(0, 0);
  main.focus();
}

function render() {
  const items = new URLSearchParams(location.search).get('items') ?? new URLSearchParams(location.search).get('cart');
  if (items) {
    openCart(items);
    history.replaceState(null, '', '/dev/shop/cart');
  }
  const [, , , room = '', id = ''] = location.pathname.split('/');
  if (room === 'products') productPage(decodeURIComponent(id));
  else if (room === 'cart') cartPage();
  else if (room === 'checkout') checkout();
  else if (room === 'sign-in') signIn();
  else home();
}

document.addEventListener('click', (click) => {
  if (!(click.target instanceof Element) || click.defaultPrevented || click.metaKey || click.ctrlKey) return;
  const on = (/** @type {string} */ attribute) => /** @type {Element} */ (click.target).closest(`[${attribute}]`)?.getAttribute(attribute);
  const added = on('data-add');
  const removed = on('data-remove');
  const link = click.target.closest('a[data-nav]');
  if (added) add(added);
  else if (removed) remove(removed);
  else if (on('data-order') !== undefined && on('data-order') !== null) void order();
  else if (on('data-fail') !== undefined && on('data-fail') !== null) void fail();
  else if (click.target.closest('#notify'))
    void notifyMe()
      .catch((error) => {
        console.error(error);
        return 'That did not work; try it again';
      })
      .then(say);
  else if (link instanceof HTMLAnchorElement) {
    click.preventDefault();
    if (link.id === 'signin' && user.known) signOut();
    else go(link.pathname + link.search);
  }
});
addEventListener('popstate', render);

showWho();
showCount();
watchPush();
render();
void page(document.title);
