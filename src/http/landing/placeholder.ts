/** Thumbnail of files that are no pictures: a sheet of paper with a folded corner. */
export const placeholderSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="0 0 300 300">
<rect width="300" height="300" fill="#f6f1e7"/>
<path d="M95 65h80l30 30v140H95z" fill="#fffdf8" stroke="#b9ab95" stroke-width="3" stroke-linejoin="round"/>
<path d="M175 65v30h30" fill="none" stroke="#b9ab95" stroke-width="3" stroke-linejoin="round"/>
<path d="M117 135h66M117 160h66M117 185h44" stroke="#d8ccb8" stroke-width="4" stroke-linecap="round"/>
</svg>
`;
