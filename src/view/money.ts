/** US dollars: `33.84 USD`, `unknown` without a price. To the cent; a price per hour or a small amount with up to four decimals. */
export function dollars(amount: number | null): string {
  if (amount === null) return 'unknown';
  // Never nothing where it costs something.
  if (amount > 0 && amount < 0.0001) return 'less than 0.0001 USD';
  const [whole = '', decimals = ''] = amount.toFixed(4).split('.');
  return `${whole}.${decimals.replace(/0{1,2}$/, '')} USD`;
}
