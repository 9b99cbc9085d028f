/** The product's sign: three sources that meet in one room. */
export function Mark({ size = '22px' }: { size?: string }) {
  return (
    <svg viewBox="0 0 32 32" style={{ width: size, height: size }} aria-hidden="true">
      <g fill="none" stroke="var(--accent)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M16 16 L16 3.5 M16 16 L26.8 22.3 M16 16 L5.2 22.3" />
        <circle cx="16" cy="16" r="12.6" strokeOpacity="0.32" strokeWidth="2" />
      </g>
      <circle cx="16" cy="16" r="4.2" fill="var(--accent)" />
    </svg>
  )
}
