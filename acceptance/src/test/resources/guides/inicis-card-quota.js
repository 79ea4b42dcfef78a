display: {
    card_quota: [6]
}
