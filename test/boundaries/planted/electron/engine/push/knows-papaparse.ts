import Papa from 'papaparse';
export const planted = Papa;
