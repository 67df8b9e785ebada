/** Prices in cents: sums of decimals are not exact. */
export const currency = 'EUR';

export const products = [
  { id: 'mug', name: 'Stoneware mug', cents: 1890, category: 'Kitchen', words: 'Thrown by hand, glazed in ember. Holds 300 ml and keeps it warm.' },
  { id: 'teapot', name: 'Cast-iron teapot', cents: 6450, category: 'Kitchen', words: 'Enamelled inside, with a strainer. For four cups, or two long talks.' },
  { id: 'dripper', name: 'Pour-over dripper', cents: 2990, category: 'Kitchen', words: 'Porcelain, with ribs that let the paper breathe.' },
  { id: 'beans', name: 'Coffee beans, 500 g', cents: 1450, category: 'Pantry', words: 'Roasted on Tuesdays. Plum, cocoa, a little orange.' },
  { id: 'kettle', name: 'Gooseneck kettle', cents: 8900, category: 'Kitchen', words: 'Pours as thin as you like, for the stove and for induction.' },
  { id: 'apron', name: 'Linen apron', cents: 4200, category: 'Textiles', words: 'Washed linen that softens with every stain that comes out.' },
  { id: 'spoons', name: 'Olive wood spoons', cents: 2450, category: 'Kitchen', words: 'Three, each from one piece, oiled and ready to stir.' },
  { id: 'candle', name: 'Soy candle, cedar', cents: 2200, category: 'Living', words: 'Forty hours of a cabin in the rain.' },
  { id: 'blanket', name: 'Wool throw', cents: 12900, category: 'Textiles', words: 'Woven from recycled wool, 130 by 180 cm.' },
  { id: 'planter', name: 'Terracotta planter', cents: 2750, category: 'Living', words: 'With a saucer. The plant is yours to choose.' },
  { id: 'notebook', name: 'Dotted notebook', cents: 1600, category: 'Desk', words: '160 pages that lie flat and forgive every pen.' },
  { id: 'tote', name: 'Canvas tote', cents: 1900, category: 'Textiles', words: 'Heavy canvas, long handles, room for a week.' },
];

/** @param {string} id */
export const productOf = (id) => products.find((product) => product.id === id);
