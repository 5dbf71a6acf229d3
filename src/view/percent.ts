/** A share from 0 to 1: `91.0 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
