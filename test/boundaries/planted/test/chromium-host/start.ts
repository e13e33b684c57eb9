export const standIn = 1;
