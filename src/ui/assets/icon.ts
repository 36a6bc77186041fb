/** The latchkey of the pages' header, with colours of its own: a favicon sees no stylesheet. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#2f5bd3"/>
<g fill="none" stroke="#fff" stroke-width="2.75" stroke-linecap="round" stroke-linejoin="round">
<circle cx="12.25" cy="10.25" r="4.5"/><path d="M12.25 14.75V26h8.5M12.25 20.25h5"/>
</g>
</svg>
`;
